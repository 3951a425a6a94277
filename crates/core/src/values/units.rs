//! Units of measure: what they measure, and what they come to in the base unit of their dimension.
//!
//! In: the tokens after a number. Out: the [`Unit`] that they name. Words come from the language's `units` table;
//! symbols are international and mind their case (a mW is no MW). Factors: the SI brochure, and for customary units
//! the international yard and pound of 1959 (exact).

use super::ValueKind;
use super::phrases::Phrases;
use super::symbols::SPELLINGS;
use super::symbols::needs_digits;
use super::symbols::only_by_word;
use crate::lang::Lang;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A unit.
#[derive(Debug, PartialEq)]
pub(super) struct Unit {
    /// How reports and tables write it.
    pub(super) symbol: &'static str,
    /// The unit that its dimension is compared in.
    pub(super) base: &'static str,
    /// So many base units is one.
    pub(super) factor: f64,
    /// Added after multiplying: scales of temperature have different zeros.
    pub(super) offset: f64,
    /// What a value with this unit is.
    pub(super) kind: ValueKind,
}

const fn quantity(symbol: &'static str, base: &'static str, factor: f64) -> Unit {
    Unit { symbol, base, factor, offset: 0.0, kind: ValueKind::Quantity }
}

const fn share(symbol: &'static str, base: &'static str, factor: f64) -> Unit {
    Unit { symbol, base, factor, offset: 0.0, kind: ValueKind::Percent }
}

const fn degrees(symbol: &'static str, factor: f64, offset: f64) -> Unit {
    Unit { symbol, base: "°C", factor, offset, kind: ValueKind::Temperature }
}

/// Every unit. Percentage points are no percent: "um drei Punkte" is not "um drei Prozent".
static UNITS: &[Unit] = &[
    share("%", "%", 1.0),
    share("‰", "%", 0.1),
    share("pp", "pp", 1.0),
    share("bp", "pp", 0.01),
    degrees("°C", 1.0, 0.0),
    degrees("°F", 5.0 / 9.0, -160.0 / 9.0),
    degrees("K", 1.0, -273.15),
    // length
    quantity("m", "m", 1.0),
    quantity("nm", "m", 1e-9),
    quantity("µm", "m", 1e-6),
    quantity("mm", "m", 1e-3),
    quantity("cm", "m", 1e-2),
    quantity("dm", "m", 1e-1),
    quantity("km", "m", 1e3),
    quantity("in", "m", 0.0254),
    quantity("ft", "m", 0.3048),
    quantity("yd", "m", 0.9144),
    quantity("mi", "m", 1609.344),
    quantity("nmi", "m", 1852.0),
    quantity("au", "m", 149_597_870_700.0),
    quantity("ly", "m", 9_460_730_472_580_800.0),
    // area
    quantity("m2", "m2", 1.0),
    quantity("mm2", "m2", 1e-6),
    quantity("cm2", "m2", 1e-4),
    quantity("dm2", "m2", 1e-2),
    quantity("a", "m2", 100.0),
    quantity("ha", "m2", 1e4),
    quantity("km2", "m2", 1e6),
    quantity("in2", "m2", 0.000_645_16),
    quantity("ft2", "m2", 0.092_903_04),
    quantity("yd2", "m2", 0.836_127_36),
    quantity("acre", "m2", 4_046.856_422_4),
    quantity("mi2", "m2", 2_589_988.110_336),
    // volume
    quantity("m3", "m3", 1.0),
    quantity("mm3", "m3", 1e-9),
    quantity("cm3", "m3", 1e-6),
    quantity("dm3", "m3", 1e-3),
    quantity("km3", "m3", 1e9),
    quantity("ml", "m3", 1e-6),
    quantity("cl", "m3", 1e-5),
    quantity("dl", "m3", 1e-4),
    quantity("l", "m3", 1e-3),
    quantity("hl", "m3", 0.1),
    quantity("fl oz", "m3", 2.957_352_956_25e-5),
    quantity("tsp", "m3", 5e-6),
    quantity("tbsp", "m3", 15e-6),
    quantity("cup", "m3", 0.000_236_588_236_5),
    quantity("pt", "m3", 0.000_473_176_473),
    quantity("qt", "m3", 0.000_946_352_946),
    quantity("gal", "m3", 0.003_785_411_784),
    quantity("bbl", "m3", 0.158_987_294_928),
    quantity("bu", "m3", 0.035_239_070_166_88),
    quantity("ft3", "m3", 0.028_316_846_592),
    quantity("yd3", "m3", 0.764_554_857_984),
    quantity("in3", "m3", 1.638_706_4e-5),
    // mass
    quantity("kg", "kg", 1.0),
    quantity("µg", "kg", 1e-9),
    quantity("mg", "kg", 1e-6),
    quantity("g", "kg", 1e-3),
    quantity("ct", "kg", 2e-4),
    quantity("dt", "kg", 100.0),
    quantity("t", "kg", 1e3),
    quantity("kt", "kg", 1e6),
    quantity("Mt", "kg", 1e9),
    quantity("Gt", "kg", 1e12),
    quantity("Pfund", "kg", 0.5),
    quantity("Zentner", "kg", 50.0),
    quantity("gr", "kg", 6.479_891e-5),
    quantity("oz", "kg", 0.028_349_523_125),
    quantity("ozt", "kg", 0.031_103_476_8),
    quantity("lb", "kg", 0.453_592_37),
    quantity("st", "kg", 6.350_293_18),
    // speed
    quantity("m/s", "m/s", 1.0),
    quantity("km/s", "m/s", 1e3),
    quantity("km/h", "m/s", 1.0 / 3.6),
    quantity("mph", "m/s", 0.447_04),
    quantity("ft/s", "m/s", 0.3048),
    quantity("kn", "m/s", 1852.0 / 3600.0),
    // energy
    quantity("J", "J", 1.0),
    quantity("kJ", "J", 1e3),
    quantity("MJ", "J", 1e6),
    quantity("GJ", "J", 1e9),
    quantity("TJ", "J", 1e12),
    quantity("PJ", "J", 1e15),
    quantity("Wh", "J", 3.6e3),
    quantity("kWh", "J", 3.6e6),
    quantity("MWh", "J", 3.6e9),
    quantity("GWh", "J", 3.6e12),
    quantity("TWh", "J", 3.6e15),
    quantity("cal", "J", 4.184),
    quantity("kcal", "J", 4184.0),
    quantity("BTU", "J", 1_055.055_852_62),
    quantity("eV", "J", 1.602_176_634e-19),
    quantity("t TNT", "J", 4.184e9),
    // power
    quantity("W", "W", 1.0),
    quantity("mW", "W", 1e-3),
    quantity("kW", "W", 1e3),
    quantity("MW", "W", 1e6),
    quantity("GW", "W", 1e9),
    quantity("TW", "W", 1e12),
    quantity("PS", "W", 735.498_75),
    quantity("hp", "W", 745.699_871_582_270_2),
    // data
    quantity("B", "B", 1.0),
    quantity("bit", "B", 0.125),
    quantity("kbit", "B", 125.0),
    quantity("Mbit", "B", 125e3),
    quantity("Gbit", "B", 125e6),
    quantity("kB", "B", 1e3),
    quantity("MB", "B", 1e6),
    quantity("GB", "B", 1e9),
    quantity("TB", "B", 1e12),
    quantity("PB", "B", 1e15),
    quantity("EB", "B", 1e18),
    quantity("bit/s", "bit/s", 1.0),
    quantity("kbit/s", "bit/s", 1e3),
    quantity("Mbit/s", "bit/s", 1e6),
    quantity("Gbit/s", "bit/s", 1e9),
    // pressure, force
    quantity("Pa", "Pa", 1.0),
    quantity("hPa", "Pa", 100.0),
    quantity("kPa", "Pa", 1e3),
    quantity("MPa", "Pa", 1e6),
    quantity("mbar", "Pa", 100.0),
    quantity("bar", "Pa", 1e5),
    quantity("atm", "Pa", 101_325.0),
    quantity("psi", "Pa", 6_894.757_293_168),
    quantity("mmHg", "Pa", 133.322_387_415),
    quantity("N", "N", 1.0),
    quantity("kN", "N", 1e3),
    quantity("Nm", "Nm", 1.0),
    // electricity, frequency, sound, light
    quantity("V", "V", 1.0),
    quantity("kV", "V", 1e3),
    quantity("MV", "V", 1e6),
    quantity("A", "A", 1.0),
    quantity("mA", "A", 1e-3),
    quantity("Ah", "Ah", 1.0),
    quantity("mAh", "Ah", 1e-3),
    quantity("Ω", "Ω", 1.0),
    quantity("Hz", "Hz", 1.0),
    quantity("kHz", "Hz", 1e3),
    quantity("MHz", "Hz", 1e6),
    quantity("GHz", "Hz", 1e9),
    quantity("dB", "dB", 1.0),
    quantity("lm", "lm", 1.0),
    quantity("lx", "lx", 1.0),
    // angle
    quantity("°", "°", 1.0),
    quantity("rad", "°", 57.295_779_513_082_32),
    quantity("turn", "°", 360.0),
    // radiation, concentration
    quantity("Sv", "Sv", 1.0),
    quantity("mSv", "Sv", 1e-3),
    quantity("µSv", "Sv", 1e-6),
    quantity("Bq", "Bq", 1.0),
    quantity("kBq", "Bq", 1e3),
    quantity("Gy", "Gy", 1.0),
    quantity("ppm", "ppm", 1.0),
    quantity("ppb", "ppm", 1e-3),
    quantity("g/km", "g/km", 1.0),
    quantity("µg/m3", "kg/m3", 1e-9),
    quantity("mg/m3", "kg/m3", 1e-6),
    quantity("l/100km", "l/100km", 1.0),
    quantity("Mach", "m/s", 343.0),
    quantity("DU", "DU", 1.0),
    quantity("px", "px", 1.0),
    quantity("Mpx", "px", 1e6),
    // scales
    quantity("magnitude", "magnitude", 1.0),
    quantity("Bft", "Bft", 1.0),
    quantity("category", "category", 1.0),
];

/// The unit with a symbol.
pub(super) fn unit(symbol: &str) -> Option<&'static Unit> {
    static BY_SYMBOL: LazyLock<FxHashMap<&'static str, &'static Unit>> =
        LazyLock::new(|| UNITS.iter().map(|unit| (unit.symbol, unit)).collect());
    BY_SYMBOL.get(symbol).copied()
}

/// What a symbol or word of a unit means: the unit, and whether digits must stand before it.
pub(super) type Meaning = (&'static Unit, bool);

/// The units of a language.
#[derive(Debug)]
pub(super) struct Units {
    /// Words, by their normal forms.
    pub(super) words: Phrases<&'static Unit>,
    /// Words before the number: Stärke 6,1; Tempo 30.
    pub(super) scales: Phrases<&'static Unit>,
}

/// The units of a language, compiled on first use.
pub(super) fn units(lang: Lang) -> &'static Units {
    static COMPILED: LazyLock<Vec<Units>> = LazyLock::new(|| {
        Lang::ALL
            .iter()
            .map(|lang| Units {
                words: Phrases::compile(&lang.tables().units, unit),
                scales: Phrases::compile(&lang.tables().scales, unit),
            })
            .collect()
    });
    &COMPILED[lang as usize]
}

/// The symbols, by their text as it stands.
pub(super) fn symbols() -> &'static Phrases<Meaning> {
    static COMPILED: LazyLock<Phrases<Meaning>> = LazyLock::new(|| {
        let own = UNITS.iter().map(|unit| (unit.symbol, unit.symbol)).filter(|&(symbol, _)| !only_by_word(symbol));
        Phrases::of(own.chain(SPELLINGS.iter().copied()).filter_map(|(spelling, symbol)| {
            let unit = unit(symbol)?;
            Some((spelling, (unit, needs_digits(spelling) && unit.kind == ValueKind::Quantity)))
        }))
    });
    &COMPILED
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_unit_has_one_row_and_a_base_among_them() {
        let symbols: BTreeSet<_> = UNITS.iter().map(|unit| unit.symbol).collect();
        assert_eq!(symbols.len(), UNITS.len());
        for unit in UNITS {
            assert!(unit.factor > 0.0, "{}", unit.symbol);
            let base = UNITS.iter().find(|base| base.symbol == unit.base);
            assert!(base.is_none_or(|base| base.factor == 1.0), "{}", unit.symbol);
        }
        for (spelling, symbol) in SPELLINGS {
            assert!(unit(symbol).is_some(), "{spelling} → {symbol}");
        }
    }

    #[test]
    fn every_word_names_a_unit_and_every_common_unit_has_words() {
        for lang in Lang::ALL {
            let tables = lang.tables();
            for (word, symbol) in tables.units.sorted().into_iter().chain(tables.scales.sorted()) {
                assert!(unit(symbol).is_some(), "{}: {word} → {symbol}", lang.code());
            }
            let named: BTreeSet<_> = tables.units.sorted().into_iter().map(|(_, symbol)| symbol).collect();
            for symbol in "% ‰ pp bp °C °F K m mm cm km in ft yd mi nmi ly m2 km2 ha acre ft2 mi2 m3 l ml hl gal bbl \
                           kg g mg t oz lb m/s km/h mph kn J kWh MWh GWh TWh kcal W kW MW GW hp B MB GB TB Pa hPa bar V \
                           Hz dB °"
                .split_whitespace()
            {
                assert!(named.contains(symbol), "{}: no word for {symbol}", lang.code());
            }
        }
    }
}
