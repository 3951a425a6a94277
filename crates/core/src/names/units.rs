//! Tokens joined to the units that names are made of.
//!
//! "Kim Jong-un" is two units, "K." one, "Calder's" one without its ending, "d'Anna" two. One pass, linear.

use super::gazetteer::Gazetteer;
use super::lexicon::Lexicon;
use crate::segment::Document;
use crate::segment::Token;
use crate::segment::TokenKind;
use crate::text::Article;
use crate::text::Span;

/// What is known of a unit by its letters alone, as bits.
pub(super) mod flag {
    /// Begins with a capital.
    pub(in crate::names) const CAPITAL: u32 = 1;
    /// All capitals, at least two letters.
    pub(in crate::names) const UPPER: u32 = 1 << 1;
    /// Follows a sentence's start, a colon or an opening mark, where any word has a capital.
    pub(in crate::names) const FIRST: u32 = 1 << 2;
    /// Only blanks lie between it and the unit before.
    pub(in crate::names) const JOINED: u32 = 1 << 3;
    /// "J." or "J.-C.".
    pub(in crate::names) const INITIAL: u32 = 1 << 4;
    /// Ends in "'s" or "’", which is no part of the unit.
    pub(in crate::names) const POSSESSIVE: u32 = 1 << 5;
    /// A given name.
    pub(in crate::names) const GIVEN: u32 = 1 << 6;
    /// A word of the language too: "Frank", "Rose".
    pub(in crate::names) const AMBIGUOUS: u32 = 1 << 7;
    /// Mr, Frau, Dr.
    pub(in crate::names) const TITLE: u32 = 1 << 8;
    /// Minister, spokeswoman.
    pub(in crate::names) const ROLE: u32 = 1 << 9;
    /// A word of which it is known that it is no name, or that ends as nouns do.
    pub(in crate::names) const WORD: u32 = 1 << 10;
    /// "von", "de", "al".
    pub(in crate::names) const PARTICLE: u32 = 1 << 11;
    /// Bank, University: heads the name of an organisation.
    pub(in crate::names) const HEAD: u32 = 1 << 12;
    /// Firma, Konzern: what follows is the name of an organisation.
    pub(in crate::names) const TRIGGER: u32 = 1 << 13;
    /// A legal form: `GmbH`, Ltd.
    pub(in crate::names) const LEGAL: u32 = 1 << 14;
    /// An organisation by itself: NATO, Kreml.
    pub(in crate::names) const KNOWN: u32 = 1 << 15;
    /// Street, bridge, square: a place where a name stands before.
    pub(in crate::names) const SITE: u32 = 1 << 16;
    /// A preposition that places follow.
    pub(in crate::names) const WHERE: u32 = 1 << 17;
    /// An article or what stands like one.
    pub(in crate::names) const DETERMINER: u32 = 1 << 18;
    /// A place's adjective or its people: "russisch", "Norweger".
    pub(in crate::names) const DEMONYM: u32 = 1 << 19;
    /// Stands after an article or an adjective somewhere in this text, so it is a noun (German).
    pub(in crate::names) const NOUN: u32 = 1 << 20;
    /// Only digits.
    pub(in crate::names) const NUMBER: u32 = 1 << 21;
    /// A family name that comes first: Kim, Xi.
    pub(in crate::names) const FAMILY: u32 = 1 << 22;
    /// Says that what follows is past: Ex-, former.
    pub(in crate::names) const FORMER: u32 = 1 << 23;
    /// A verb of saying.
    pub(in crate::names) const SAYS: u32 = 1 << 24;
    /// A place's name that is a word or a person's name as well: "Essen", "Nancy".
    pub(in crate::names) const PLACE_WORD: u32 = 1 << 25;
    /// A compound whose last part gave a flag: "Polizeisprecherin".
    pub(in crate::names) const COMPOUND: u32 = 1 << 26;
    /// Begins the name of a known organisation of several words: "Vereinte".
    pub(in crate::names) const OPENER: u32 = 1 << 28;
    /// A known organisation only where it is all capitals: "UN", not "Un".
    pub(in crate::names) const ACRONYM: u32 = 1 << 29;
    /// Ends as towns do: "-hausen", "-ville".
    pub(in crate::names) const TOWNLIKE: u32 = 1 << 27;
}

/// One or several tokens that make one part of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Where it stands, without a possessive ending.
    pub(super) span: Span,
    /// Where its lower-case form stands in [`Units::norms`].
    norm: Span,
    /// What is known of it.
    pub(super) flags: u32,
    /// The mark before it, or a blank where there is none: `,`, `(`, `.`, `-`.
    pub(super) before: u8,
    /// Whether no name of the gazetteer begins with it, its genitive ending left aside; only capitalised units are
    /// looked up.
    no_place: bool,
}

impl Unit {
    /// Whether any of the bits is set.
    #[inline]
    pub(super) fn is(&self, bits: u32) -> bool {
        self.flags & bits != 0
    }
}

/// The units of a document.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// In text order.
    pub(super) all: Vec<Unit>,
    norms: String,
}

impl Units {
    /// Joins the tokens of a document.
    pub(super) fn read(article: &Article, document: &Document, lexicon: &Lexicon) -> Self {
        let mut units =
            Self { all: Vec::with_capacity(document.tokens.len()), norms: String::with_capacity(article.text.len()) };
        let mut reader = Reader { text: &article.text, document, lexicon, before: b'.' };
        let mut sentences = document.sentences.iter().map(|sentence| sentence.tokens.0 as usize).peekable();
        let mut at = 0;
        while at < document.tokens.len() {
            while sentences.next_if(|&start| start < at).is_some() {}
            let starts = sentences.peek() == Some(&at);
            at = reader.step(&mut units, at, starts);
        }
        units
    }

    /// The lower-case form of a unit; empty beyond the ends.
    #[inline]
    pub(super) fn norm(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |unit| unit.norm.of(&self.norms))
    }

    /// The flags of a unit; none beyond the ends.
    #[inline]
    pub(super) fn flags(&self, at: usize) -> u32 {
        self.all.get(at).map_or(0, |unit| unit.flags)
    }

    /// Whether unit `at` follows the one before with only blanks between.
    #[inline]
    pub(super) fn joined(&self, at: usize) -> bool {
        self.flags(at) & flag::JOINED != 0
    }

    /// Whether it is certain that no name of the gazetteer, or its genitive, begins at a unit.
    #[inline]
    pub(super) fn no_place(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|unit| unit.no_place)
    }

    /// Whether a unit is a place of the gazetteer, or the genitive of one.
    pub(super) fn is_place(&self, at: usize) -> bool {
        let known = |norm: &str| !Gazetteer::get().named(norm).is_empty();
        let norm = self.norm(at);
        !self.no_place(at) && (known(norm) || norm.strip_suffix('s').is_some_and(known))
    }

    /// The span from the first unit to the last.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        self.all[first].span.hull(self.all[last].span)
    }
}

/// Goes over the tokens.
struct Reader<'a> {
    text: &'a str,
    document: &'a Document,
    lexicon: &'a Lexicon,
    /// The mark last seen since the last unit; a blank where none.
    before: u8,
}

/// Writes a word in lower case, without soft hyphens.
fn lower_into(letters: &str, norms: &mut String) {
    for c in letters.chars() {
        match c {
            '\u{ad}' => {}
            '’' => norms.push('\''),
            c if c.is_ascii() => norms.push(c.to_ascii_lowercase()),
            'ß'..='ÿ' => norms.push(c),
            c => norms.extend(c.to_lowercase()),
        }
    }
}

/// Whether a word, or what it is the genitive of, is or begins a name of the gazetteer.
fn begins_place(norm: &str) -> bool {
    let table = Gazetteer::get();
    table.begins(norm) || norm.strip_suffix('s').is_some_and(|stem| table.begins(stem))
}

/// Whether two spans touch.
fn touching(left: &Token, right: &Token) -> bool {
    left.span.end == right.span.start
}

impl Reader<'_> {
    /// Reads one unit or mark at token `at`; gives the next token.
    fn step(&mut self, units: &mut Units, at: usize, starts: bool) -> usize {
        let token = &self.document.tokens[at];
        if token.kind == TokenKind::Mark {
            self.before = self.mark(token);
            return at + 1;
        }
        let next = self.document.tokens.get(at + 1);
        let glued = next.is_some_and(|next| touching(token, next));
        let last = if glued { self.last_of_unit(at) } else { at };
        let mut next = last + 1;
        let mut span = token.span.hull(self.document.tokens[last].span);
        let mut flags = self.shape(token, span);
        if glued && flags & flag::CAPITAL != 0 && self.is_initial(at, last) {
            flags |= flag::INITIAL;
        }
        if !glued {
            // Neither a stop nor a possessive ending stands beside it.
        } else if let Some(dot) = self.dot(last, flags) {
            span = span.hull(dot.span);
            next += 1;
        } else if let Some(after) = self.possessive(last) {
            flags |= flag::POSSESSIVE;
            next = after;
        }
        if starts || matches!(self.before, b'.' | b':' | b'"' | b'!' | b'?' | b'(' | b'-') {
            flags |= flag::FIRST;
        }
        if self.joined(units, span) {
            flags |= flag::JOINED;
        }
        self.push(units, span, flags);
        self.before = b' ';
        next
    }

    fn push(&self, units: &mut Units, span: Span, flags: u32) {
        let start = units.norms.len();
        let letters = span.of(self.text);
        if letters.is_ascii() {
            units.norms.push_str(letters);
            units.norms[start..].make_ascii_lowercase();
        } else {
            lower_into(letters, &mut units.norms);
        }
        let norm = Span::new(start, units.norms.len());
        let word = norm.of(&units.norms);
        let flags = flags | self.lexicon.flags(word, flags);
        let no_place = flags & flag::CAPITAL != 0 && !begins_place(word);
        units.all.push(Unit { span, norm, flags, before: self.before, no_place });
    }

    /// A mark's class, so that the rules need not know every dash and quotation mark.
    fn mark(&self, token: &Token) -> u8 {
        match token.span.of(self.text) {
            "–" | "—" | "-" | "‑" => b'-',
            "„" | "“" | "”" | "\"" | "«" | "»" | "‘" | "‚" | "›" | "‹" => b'"',
            "…" => b'.',
            "’" => b'\'',
            mark => mark.as_bytes()[0],
        }
    }

    /// What the letters show.
    fn shape(&self, token: &Token, span: Span) -> u32 {
        if token.kind == TokenKind::Number {
            return flag::NUMBER;
        }
        let word = span.of(self.text);
        if word.as_bytes()[0].is_ascii_lowercase() {
            return 0;
        }
        let mut letters = word.chars();
        if !letters.next().is_some_and(char::is_uppercase) {
            return 0;
        }
        let mut rest = letters.filter(|c| c.is_alphabetic()).peekable();
        let upper = rest.peek().is_some() && rest.all(char::is_uppercase);
        flag::CAPITAL | if upper { flag::UPPER } else { 0 }
    }

    /// The last token that a hyphen or an inner apostrophe joins to token `at`.
    fn last_of_unit(&self, at: usize) -> usize {
        let tokens = &self.document.tokens;
        let mut last = at;
        while let (Some(mark), Some(word)) = (tokens.get(last + 1), tokens.get(last + 2)) {
            let glued = touching(&tokens[last], mark) && touching(mark, word) && word.kind != TokenKind::Mark;
            if !glued || mark.kind != TokenKind::Mark || !self.joins(last, mark, word) {
                break;
            }
            last += 2;
        }
        last
    }

    /// Whether a mark between two words joins them.
    fn joins(&self, last: usize, mark: &Token, word: &Token) -> bool {
        match mark.span.of(self.text) {
            "-" | "‑" => true,
            // "J.-C." comes as J . - C: a dot joins initials only.
            "'" | "’" => self.inner_apostrophe(last, word),
            _ => false,
        }
    }

    /// "O'Neill" and "Qa'ida", not "Calder's" and "d'Anna".
    fn inner_apostrophe(&self, last: usize, word: &Token) -> bool {
        let tokens = &self.document.tokens;
        let left = tokens[last].span.of(self.text);
        let right = word.span.of(self.text);
        let ending = matches!(right, "s" | "t" | "re" | "ve" | "ll" | "d" | "m" | "S");
        let capital = left.as_bytes()[0].is_ascii_uppercase();
        let right_capital = right.chars().next().is_some_and(char::is_uppercase);
        let elided = matches!(left, "L" | "Qu" | "C" | "J" | "S" | "N" | "M") || (left == "D" && !right_capital);
        capital && !ending && !(elided && self.lexicon.elides())
    }

    fn is_initial(&self, at: usize, last: usize) -> bool {
        let short = at == last && self.document.tokens[at].span.of(self.text).chars().nth(1).is_none();
        short && self.dot_after(last).is_some()
    }

    /// The stop that touches a token.
    fn dot_after(&self, last: usize) -> Option<&Token> {
        let tokens = &self.document.tokens;
        tokens.get(last + 1).filter(|dot| touching(&tokens[last], dot) && dot.span.of(self.text) == ".")
    }

    /// The stop of an initial or of a title.
    fn dot(&self, last: usize, flags: u32) -> Option<&Token> {
        let dot = self.dot_after(last)?;
        let abbreviation = || self.lexicon.abbreviates(self.document.norm(&self.document.tokens[last]));
        (flags & flag::INITIAL != 0 || (flags & flag::CAPITAL != 0 && abbreviation())).then_some(dot)
    }

    /// The token after a possessive ending.
    fn possessive(&self, last: usize) -> Option<usize> {
        let tokens = &self.document.tokens;
        let mark = tokens.get(last + 1).filter(|mark| touching(&tokens[last], mark))?;
        if !matches!(mark.span.of(self.text), "'" | "’") {
            return None;
        }
        let word = tokens[last].span.of(self.text);
        match tokens.get(last + 2).filter(|after| touching(mark, after)) {
            Some(after) if matches!(after.span.of(self.text), "s" | "S") => Some(last + 3),
            None if word.ends_with(['s', 'x', 'z', 'ß']) && word.as_bytes()[0].is_ascii_uppercase() => Some(last + 2),
            _ => None,
        }
    }

    /// Whether only blanks part this unit from the one before.
    fn joined(&self, units: &Units, span: Span) -> bool {
        let Some(previous) = units.all.last() else { return false };
        if previous.is(flag::POSSESSIVE) || self.before != b' ' {
            return false;
        }
        let gap = &self.text[previous.span.end as usize..span.start as usize];
        gap == " "
            || gap.len() <= 4 && gap.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '\u{202f}' || c == '\u{2009}')
    }
}
