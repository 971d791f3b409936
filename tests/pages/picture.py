#!/usr/bin/env python3
"""Compares a page with its picture: picture.py FILE.pdf PAGE GOLDEN.png [bless]

The page is drawn small and grey, and both pictures are compared in squares: letters may be drawn a
little differently by another version of the tools, but nothing may move. Prints the first square that
differs; `bless` writes the golden picture anew.
"""

import struct
import subprocess
import sys
import zlib

RESOLUTION = 36
SQUARE = 6
TOLERANCE = 14  # of 255, on the average of a square


def draw(path, page):
    """Width, height and rows of grey bytes."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-f", page, "-l", page, path]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    width, height, pixels = parse(data)
    return width, height, [pixels[y * width:(y + 1) * width] for y in range(height)]


def parse(data):
    """A PGM file: three numbers as text, then the bytes."""
    numbers, at = [], 2
    while len(numbers) < 3:
        end = at + 1
        while data[end] not in b" \n\t":
            end += 1
        numbers.append(int(data[at:end]))
        at = end
    return numbers[0], numbers[1], data[at + 1:]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_png(path, width, height, rows):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed)
                  + chunk(b"IEND", b""))


def read_png(path):
    """Only what write_png writes."""
    with open(path, "rb") as file:
        data = file.read()
    width, height = struct.unpack(">II", data[16:24])
    length = struct.unpack(">I", data[33:37])[0]
    packed = zlib.decompress(data[41:41 + length])
    step = width + 1
    return width, height, [packed[y * step + 1:(y + 1) * step] for y in range(height)]


def averages(width, height, rows):
    for top in range(0, height - SQUARE + 1, SQUARE):
        for left in range(0, width - SQUARE + 1, SQUARE):
            total = sum(sum(rows[y][left:left + SQUARE]) for y in range(top, top + SQUARE))
            yield left, top, total / (SQUARE * SQUARE)


def difference(one, other):
    if one[:2] != other[:2]:
        return f"is {one[0]} by {one[1]}, not {other[0]} by {other[1]}"
    for (left, top, new), (_, _, old) in zip(averages(*one), averages(*other)):
        if abs(new - old) > TOLERANCE:
            x, y = (round(place * 72 / RESOLUTION) for place in (left, top))
            return f"differs at {x},{y} points: {new:.0f}, not {old:.0f}"
    return None


def main(path, page, golden, bless=None):
    drawn = draw(path, page)
    if bless:
        write_png(golden, *drawn)
        return 0
    fault = difference(drawn, read_png(golden))
    if fault:
        print(f"{path.rpartition('/')[2]} page {page} {fault}")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
