//! How the symbols of units are written: other spellings than the table of units has, and symbols that stand for a unit
//! only with digits before them, or not at all.

/// Other ways to write the symbols, words and marks apart.
pub(super) const SPELLINGS: &[(&str, &str)] = &[
    ("° C", "°C"),
    ("º C", "°C"),
    ("℃", "°C"),
    ("° F", "°F"),
    ("℉", "°F"),
    ("μm", "µm"),
    ("μg", "µg"),
    ("μSv", "µSv"),
    ("mcg", "µg"),
    ("Km", "km"),
    ("KM", "km"),
    ("Kg", "kg"),
    ("KG", "kg"),
    ("lbs", "lb"),
    ("mL", "ml"),
    ("L", "l"),
    ("m²", "m2"),
    ("qm", "m2"),
    ("sqm", "m2"),
    ("km²", "km2"),
    ("qkm", "km2"),
    ("sqkm", "km2"),
    ("cm²", "cm2"),
    ("mm²", "mm2"),
    ("dm²", "dm2"),
    ("sqft", "ft2"),
    ("sq ft", "ft2"),
    ("sq . ft", "ft2"),
    ("ft²", "ft2"),
    ("sq mi", "mi2"),
    ("sq km", "km2"),
    ("sq m", "m2"),
    ("m³", "m3"),
    ("cbm", "m3"),
    ("cm³", "cm3"),
    ("ccm", "cm3"),
    ("cc", "cm3"),
    ("km³", "km3"),
    ("dm³", "dm3"),
    ("mm³", "mm3"),
    ("ft³", "ft3"),
    ("km / h", "km/h"),
    ("Km / h", "km/h"),
    ("km / hr", "km/h"),
    ("km / std", "km/h"),
    ("kmh", "km/h"),
    ("km h", "km/h"),
    ("kph", "km/h"),
    ("kmph", "km/h"),
    ("KMH", "km/h"),
    ("m / s", "m/s"),
    ("km / s", "km/s"),
    ("ft / s", "ft/s"),
    ("mi / h", "mph"),
    ("MPH", "mph"),
    ("kts", "kn"),
    ("KWh", "kWh"),
    ("kwh", "kWh"),
    ("KW", "kW"),
    ("kw", "kW"),
    ("KB", "kB"),
    ("kb", "kB"),
    ("mb", "MB"),
    ("gb", "GB"),
    ("tb", "TB"),
    ("Mb", "Mbit"),
    ("Gb", "Gbit"),
    ("MiB", "MB"),
    ("GiB", "GB"),
    ("TiB", "TB"),
    ("Mbit / s", "Mbit/s"),
    ("MBit / s", "Mbit/s"),
    ("Mb / s", "Mbit/s"),
    ("Mbps", "Mbit/s"),
    ("Gbit / s", "Gbit/s"),
    ("GBit / s", "Gbit/s"),
    ("Gbps", "Gbit/s"),
    ("kbit / s", "kbit/s"),
    ("kbps", "kbit/s"),
    ("mb ar", "mbar"),
    ("Btu", "BTU"),
    ("dB ( A )", "dB"),
    ("dBA", "dB"),
    ("g / km", "g/km"),
    ("µg / m³", "µg/m3"),
    ("μg / m³", "µg/m3"),
    ("mg / m³", "mg/m3"),
    ("MP", "Mpx"),
    ("vH", "%"),
    ("v . H", "%"),
    ("v . H .", "%"),
    ("％", "%"),
];

/// Symbols that are letters or words of the languages as well: no unit after a number in words ("drei A").
pub(super) fn needs_digits(symbol: &str) -> bool {
    symbol.len() <= 2 || matches!(symbol, "cup" | "acre" | "bar" | "turn" | "rad" | "category" | "magnitude")
}

/// Symbols that are too ambiguous to stand for themselves: the language's table has words for them.
pub(super) fn only_by_word(symbol: &str) -> bool {
    matches!(
        symbol,
        "in" | "a"
            | "au"
            | "bu"
            | "mi"
            | "B"
            | "J"
            | "st"
            | "gr"
            | "ct"
            | "pt"
            | "K"
            | "N"
            | "A"
            | "DU"
            | "category"
            | "Pfund"
            | "Zentner"
    ) || symbol.contains([' ', '/'])
}
