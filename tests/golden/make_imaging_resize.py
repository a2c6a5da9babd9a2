"""Writes imaging_resize.json: OpenCV's answers to the resize rule, through its Python binding (Debian: python3-opencv).

Run: /usr/bin/python3 tests/golden/make_imaging_resize.py
"""

import json
import pathlib

import cv2
import numpy as np


def picture(width, height):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return ((x * x * 3 + y * 17 + x * y * 5 + c * 71) % 256).astype(np.uint8)


def resize(image, width, height):
    """Each axis by area when it shrinks and linearly when it grows."""
    rows, cols = image.shape[:2]
    image = cv2.resize(image, (min(cols, width), min(rows, height)), interpolation=cv2.INTER_AREA)
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)


CASES = [(37, 23, 12, 8), (20, 13, 33, 26), (40, 9, 16, 20), (24, 16, 24, 16)]
cases = [
    {"from": [w, h], "to": [tw, th], "rgb": resize(picture(w, h), tw, th).ravel().tolist()} for w, h, tw, th in CASES
]
target = pathlib.Path(__file__).with_name("imaging_resize.json")
target.write_text(json.dumps({"opencv": cv2.__version__, "cases": cases}, separators=(",", ":")) + "\n")
