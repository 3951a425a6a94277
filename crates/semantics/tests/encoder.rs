//! What must hold of the encoder whatever is done to make it faster.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use kollate_semantics::DIMENSIONS;
use kollate_semantics::Encoder;
use kollate_semantics::Vector;

/// Own sentences, one a line: German, English, French.
const SENTENCES: &str = include_str!("sentences.txt");

/// What the original model says of them, as signed bytes in proportion.
const REFERENCE: &[u8] = include_bytes!("reference.bin");

fn cosine(vector: &Vector, reference: &[u8]) -> f32 {
    let reference: Vec<f32> = reference.iter().map(|&byte| f32::from(byte.cast_signed())).collect();
    let length = reference.iter().map(|value| value * value).sum::<f32>().sqrt();
    vector.coordinates().iter().zip(&reference).map(|(left, right)| left * right).sum::<f32>() / length
}

#[test]
fn vectors_are_those_of_the_original() {
    let sentences: Vec<&str> = SENTENCES.lines().collect();
    assert_eq!(REFERENCE.len(), sentences.len() * DIMENSIONS);
    let vectors = Encoder::builtin().encode_all(&sentences);
    let cosines: Vec<f32> = vectors
        .iter()
        .zip(REFERENCE.chunks_exact(DIMENSIONS))
        .map(|(vector, reference)| cosine(vector, reference))
        .collect();
    for (sentence, cosine) in sentences.iter().zip(&cosines) {
        assert!(*cosine >= 0.95, "{cosine}: {sentence}");
    }
    let mean = cosines.iter().sum::<f32>() / cosines.len() as f32;
    assert!(mean >= 0.98, "{mean}");
}

#[test]
fn a_sentence_has_the_same_bits_alone_and_among_others() {
    let encoder = Encoder::builtin();
    let sentences: Vec<&str> = SENTENCES.lines().collect();
    let together = encoder.encode_all(&sentences);
    let backwards = encoder.encode_all(&sentences.iter().rev().copied().collect::<Vec<_>>());
    for (i, sentence) in sentences.iter().enumerate() {
        assert_eq!(encoder.encode(sentence), together[i], "{sentence}");
        assert_eq!(backwards[sentences.len() - 1 - i], together[i], "{sentence}");
    }
}

#[test]
fn a_translation_is_the_nearest_sentence_of_its_language() {
    let encoder = Encoder::builtin();
    let sentences: Vec<&str> = SENTENCES.lines().collect();
    let vectors = encoder.encode_all(&sentences);
    // (German, English, French) lines of one meaning
    for (german, english, french) in [(0, 14, 27), (2, 15, 28), (3, 16, 29), (4, 17, 30), (7, 20, 33), (9, 22, 35)] {
        let nearest = |from: usize, among: std::ops::Range<usize>| {
            among.max_by(|&left, &right| {
                vectors[from].similarity(&vectors[left]).total_cmp(&vectors[from].similarity(&vectors[right]))
            })
        };
        assert_eq!(nearest(german, 14..27), Some(english), "{}", sentences[german]);
        assert_eq!(nearest(german, 27..39), Some(french), "{}", sentences[german]);
    }
}

#[test]
fn any_text_has_a_vector_of_length_one() {
    let long = "Kilometerlange".repeat(80_000);
    let crowded = "a b ".repeat(250_000);
    let marks = "\u{301}".repeat(5_000);
    for text in ["", " ", "\0", "🦀", "漢字かな交じり文", "\u{feff}\u{200b}", "é", "!?!?", &long, &crowded, &marks]
    {
        let vector = Encoder::builtin().encode(text);
        let length = vector.similarity(&vector);
        assert!((length - 1.0).abs() < 1e-4, "{length}: {:?}", text.chars().take(12).collect::<String>());
        assert_eq!(vector.coordinates().len(), DIMENSIONS);
    }
}

#[test]
fn spellings_that_look_the_same_are_the_same() {
    let encoder = Encoder::builtin();
    let composed = encoder.encode("Die Behörde prüft den Café-Betrieb.");
    assert_eq!(composed, encoder.encode("Die Beho\u{308}rde pru\u{308}ft den Cafe\u{301}-Betrieb."));
    assert_eq!(composed, encoder.encode("  Die\u{a0}Behörde  prüft den\tCafé-Betrieb. "));
}
