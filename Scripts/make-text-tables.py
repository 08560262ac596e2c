#!/usr/bin/env python3
"""Makes the tables of full-text search from the Unicode Character Database.

    apt-get install unicode-data
    Scripts/make-text-tables.py [/usr/share/unicode]

Writes Sources/GraphStorage/FullText/Tables/*.swift. The same data gives the same files.
Numbers are packed into printable ASCII: five bits a letter, the sixth says that the number goes on.
"""
import bz2
import pathlib
import re
import sys
import unicodedata

SOURCE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
TARGET = pathlib.Path(__file__).resolve().parent.parent / "Sources/GraphStorage/FullText/Tables"
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
SEPARATOR, IGNORED = 0, 1
READINGS_MAX = 4
# Letters with a stroke or ligatures, which have no decomposition.
STROKES = {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ŧ": "t"}


def lines(name):
    path = SOURCE / name
    opener = (lambda: open(path, encoding="utf-8")) if path.exists() else (lambda: bz2.open(f"{path}.bz2", "rt", encoding="utf-8"))
    with opener() as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def unihan(name, fields):
    found = {}
    for line in lines(name):
        code, field, value = line.split("\t", 2)
        if field in fields:
            found.setdefault(field, {})[int(code[2:], 16)] = value
    return found


def version():
    path = SOURCE / "CaseFolding.txt"
    with open(path, encoding="utf-8") as file:
        return re.search(r"CaseFolding-([\d.]+)\.txt", file.readline()).group(1)


def is_mark(code):
    return 0x300 <= code <= 0x36F


# Folding: width, case, diacritics, compatibility forms.

def read_characters():
    characters, first = {}, None
    for line in lines("UnicodeData.txt"):
        part = line.split(";")
        code = int(part[0], 16)
        if part[1].endswith(", First>"):
            first = code
        elif part[1].endswith(", Last>"):
            characters.update((number, (part[2], "")) for number in range(first, code + 1))
        else:
            characters[code] = (part[2], part[5])
    return characters


def fold_characters(characters, simplified):
    cases = {}
    for line in lines("CaseFolding.txt"):
        code, status, mapping = [part.strip() for part in line.split(";")[:3]]
        if status in "CF":
            cases[int(code, 16)] = [int(part, 16) for part in mapping.split()]
    strokes = {ord(left): [ord(letter) for letter in right] for left, right in STROKES.items()}

    def decompose(code):
        category, decomposition = characters.get(code, ("Cn", ""))
        if not decomposition:
            return [code]
        parts = decomposition.split()
        if parts[0].startswith("<"):
            return [part for text in parts[1:] for part in decompose(int(text, 16))]
        whole = [part for text in parts for part in decompose(int(text, 16))]
        # Accents go, but letters that their script counts as letters of their own stay whole.
        return whole if len(whole) == 1 or all(is_mark(part) for part in whole[1:]) else [code]

    def fold(code):
        found = [code]
        for _ in range(8):
            before = found
            found = [part for old in found for part in decompose(old) if not is_mark(part)]
            found = [part for old in found for part in cases.get(old, [old])]
            found = [part for old in found for part in strokes.get(old, [old])]
            found = [simplified.get(old, old) for old in found]
            if found == before:
                break
        return found

    def kind(code):
        category = characters.get(code, ("Cn", ""))[0]
        if category == "Cf" or is_mark(code) or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
            return IGNORED
        return SEPARATOR if category[0] in "PZ" or category == "Cc" else None

    folded = {}
    for code in sorted(characters):
        if characters[code][0] in ("Cs", "Co"):
            continue
        if kind(code) is not None:
            folded[code] = kind(code)
            continue
        parts = [part for part in fold(code) if kind(part) is None]
        if parts != [code]:
            folded[code] = parts or SEPARATOR
    return folded


def read_simplified():
    fields = unihan("Unihan_Variants.txt", {"kSimplifiedVariant"})["kSimplifiedVariant"]
    common = unihan("Unihan_Readings.txt", {"kHanyuPinlu", "kXHC1983", "kTGHZ2013"})
    targets = {}
    for code, value in fields.items():
        others = [int(text[2:], 16) for text in value.split() if int(text[2:], 16) != code]
        if others:
            # Of several simplified forms the one that dictionaries and frequency lists know best.
            targets[code] = max(others, key=lambda other: (sum(other in field for field in common.values()), -other))
    simplified = {}
    for code in targets:
        end, seen = code, {code}
        while end in targets and targets[end] not in seen:
            end = targets[end]
            seen.add(end)
        simplified[code] = end
    return simplified


# Readings.

def plain(reading):
    letters = unicodedata.normalize("NFD", reading.strip().lower())
    letters = letters.replace("u\u0308", "v")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def read_readings():
    fields = unihan("Unihan_Readings.txt", {"kMandarin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013"})
    found = {}
    for code in sorted(set().union(*fields.values())):
        if code > 0xFFFF and code not in fields["kTGHZ2013"]:
            continue
        spoken = [re.sub(r"\(\d+\)", "", text) for text in fields["kHanyuPinlu"].get(code, "").split()]
        spoken += fields["kMandarin"].get(code, "").split()
        for field in ("kTGHZ2013", "kXHC1983"):
            for group in fields[field].get(code, "").split():
                spoken += group.split(":")[1].split(",")
        readings = list(dict.fromkeys(filter(None, map(plain, spoken))))[:READINGS_MAX]
        # The letter ü is typed as v by some and as u by others.
        readings += [other for reading in readings if "v" in reading and (other := reading.replace("v", "u")) not in readings]
        if readings:
            found[code] = tuple(sorted(readings))
    return found


# Packing.

def number(value):
    text = ""
    while True:
        value, digit = value >> 5, value & 31
        text += ALPHABET[digit + (32 if value else 0)]
        if not value:
            return text


def signed(value):
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def pack_mapping(mapping):
    """Runs of codes with one distance to their targets, at steps of one or two."""
    codes, text, last, place = sorted(mapping), "", 0, 0
    while place < len(codes):
        code, target = codes[place], mapping[codes[place]]
        best = (1, 1)
        for step in (1, 2):
            length = 1
            while place + length < len(codes) and codes[place + length] == code + length * step:
                other = mapping[codes[place + length]]
                same = other == target if isinstance(target, int) else (
                    isinstance(other, list) and len(target) == len(other) == 1 and other[0] - target[0] == length * step)
                if not same:
                    break
                length += 1
            best = max(best, (length, step), key=lambda found: (found[0], -found[1]))
        length, step = best
        text += number(code - last) + number(length - 1)
        if length > 1:
            text += number(step - 1)
        parts = [] if isinstance(target, int) else target
        text += number(len(parts) + 1 if parts else target)
        # 0: separator, 1: ignored, n: n - 1 scalars.
        text += "".join(signed(part - code) for part in parts)
        last, place = code + (length - 1) * step, place + length
    return text


def literal(name, text, summary):
    rows = "\n".join("    " + text[start:start + 128] for start in range(0, len(text), 128))
    return f'  /// {summary}\n  static let {name} = """\n{rows}\n    """\n'


def write(name, header, type_name, literals):
    comment = "\n".join("// " + line for line in header.split("\n"))
    origin = (f"// Made by Scripts/make-text-tables.py from the Unicode Character Database {version()}; do not edit.\n"
              "// Data © Unicode, Inc., modified; see Documentation/licences/unicode.txt.")
    (TARGET / f"{name}.swift").write_text(
        f"{comment}\n{origin}\n\n/// Packed data.\nenum {type_name} {{\n" + "\n".join(literals) + "}\n", encoding="utf-8")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    simplified = read_simplified()
    folded = fold_characters(read_characters(), simplified)
    han = {code: parts for code, parts in folded.items() if code in simplified}
    rest = {code: parts for code, parts in folded.items() if code not in simplified}
    write("FoldingData", "What characters become when text is folded: width, case, diacritics and compatibility forms, separators.",
          "FoldingData", [literal("packed", pack_mapping(rest), "Runs of codes, as `TextFolding` unpacks them.")])
    write("HanFoldingData", "The simplified forms of traditional characters.",
          "HanFoldingData", [literal("packed", pack_mapping(han), "Runs of codes, as `TextFolding` unpacks them.")])
    readings = read_readings()
    syllables = sorted({syllable for found in readings.values() for syllable in found})
    sets = sorted(set(readings.values()))
    place = {found: index + 1 for index, found in enumerate(sets)}

    def codes(span):
        values = [place.get(readings.get(code, ()), 0) for code in span]
        assert max(values) < 4096
        return "".join(ALPHABET[value >> 6] + ALPHABET[value & 63] for value in values)

    write("PinyinSets", "The syllables of Mandarin without tones, and the sets of them that characters are read as.", "PinyinSets", [
        literal("syllables", ",".join(syllables), "In order, divided by commas."),
        literal("packed", "".join(number(len(found)) + "".join(number(syllables.index(one)) for one in found) for found in sets),
                "Per set the number of syllables, then their places.")])
    write("PinyinReadings", "How the characters U+4E00 to U+9FFF are read.", "PinyinReadings", [
        literal("packed", codes(range(0x4E00, 0xA000)), "Two letters a character: the number of a set, 0 for none.")])
    others = sorted(code for code in readings if not (0x3400 <= code < 0x4DC0 or 0x4E00 <= code < 0xA000))
    sparse, last = "", 0
    for code in others:
        sparse += number(code - last) + number(place[readings[code]])
        last = code
    write("PinyinRare", "How the characters U+3400 to U+4DBF and those outside the two large blocks are read.", "PinyinRare", [
        literal("packed", codes(range(0x3400, 0x4DC0)), "Two letters a character: the number of a set, 0 for none."),
        literal("sparse", sparse, "Pairs of the distance from the last character and the number of a set.")])
    print(f"{len(folded)} foldings, {len(han)} of them to simplified forms; {len(readings)} characters with readings, "
          f"{len(syllables)} syllables, {len(sets)} sets")


if __name__ == "__main__":
    main()
