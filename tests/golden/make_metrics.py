#!/usr/bin/python3
"""Golden fixtures of the evaluation metrics: metrics.json. Run from anywhere: /usr/bin/python3 tests/golden/make_metrics.py

Independent of the product: image and pixel AUROC and AP from scikit-learn, components from scipy.ndimage, AUPRO and the
instance metrics straight from their definitions, one threshold at a time. Debian: python3-sklearn python3-numpy python3-scipy.
"""
import json
import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy import ndimage
from sklearn.metrics import average_precision_score, roc_auc_score


def components(masks):
    regions = []
    for image, mask in enumerate(masks):
        labels, count = ndimage.label(mask, structure=np.ones((3, 3)))
        regions += [(image, labels == k) for k in range(1, count + 1)]
    return regions


def aupro(maps, masks, limit=0.3):
    regions, background = components(masks), ~masks
    if not regions or not background.any():
        return None
    rates, overlaps = [0.0], [0.0]
    for threshold in np.unique(maps)[::-1]:
        hit = maps >= threshold
        rates.append((hit & background).sum() / background.sum())
        overlaps.append(np.mean([(hit[i] & region).sum() / region.sum() for i, region in regions]))
    rates, overlaps = np.array(rates), np.array(overlaps)
    inside = rates <= limit
    x, y = list(rates[inside]), list(overlaps[inside])
    if x[-1] < limit:
        j = int(np.argmax(rates > limit))
        x.append(limit)
        y.append(y[-1] + (overlaps[j] - y[-1]) * (limit - x[-2]) / (rates[j] - x[-2]))
    return float(np.trapz(y, x) / limit)


def instance_precision(maps, masks, k=Fraction(9, 10)):
    regions = components(masks)
    if not regions:
        return None, None

    def found(threshold):
        return sum(2 * (maps[i][region] >= threshold).sum() > region.sum() for i, region in regions)

    # the highest threshold at which each instance is still found, by search over all scores
    tops = []
    for i, region in regions:
        values = np.unique(maps[i][region])[::-1]
        tops.append(next(v for v in values if 2 * (maps[i][region] >= v).sum() > region.sum()))
    points = []
    for threshold in tops:
        hit = maps >= threshold
        points.append((Fraction(int(found(threshold)), len(regions)), (hit & masks).sum() / hit.sum()))
    count = len(regions)
    best = [max(p for r, p in points if r >= Fraction(n, count)) for n in range(1, count + 1)]
    return float(np.mean(best)), float(best[math.ceil(k * count) - 1])


def case(name, maps, masks, scores=None):
    maps = np.round(np.asarray(maps, float) * 1000).astype(int)
    masks = np.asarray(masks, bool)
    truth = masks.any(axis=(1, 2))
    scores = maps.max(axis=(1, 2)) if scores is None else np.round(np.asarray(scores) * 1000).astype(int)
    both = truth.any() and not truth.all()
    pixels = masks.any() and not masks.all()
    iap, iap90 = instance_precision(maps, masks)
    print(name, "instances", len(components(masks)))
    return {
        "name": name, "width": maps.shape[2],
        "scores": scores.tolist(), "maps": [m.ravel().tolist() for m in maps],
        "masks": ["".join("1" if v else "0" for v in m.ravel()) for m in masks],
        "instances": len(components(masks)),
        "imageAuroc": float(roc_auc_score(truth, scores)) if both else None,
        "pixelAuroc": float(roc_auc_score(masks.ravel(), maps.ravel())) if pixels else None,
        "pixelAp": float(average_precision_score(masks.ravel(), maps.ravel())) if masks.any() else None,
        "aupro": aupro(maps, masks), "iap": iap, "iap90": iap90,
    }


def blobs(rng, count, size, defects):
    masks = np.zeros((count, size, size), bool)
    for mask in masks[: count // 2]:
        for _ in range(defects):
            y, x, h, w = rng.integers(0, size), rng.integers(0, size), rng.integers(1, 6), rng.integers(1, 6)
            mask[y:y + h, x:x + w] = True
    return masks


def main():
    rng = np.random.default_rng(7)
    cases = []
    for size, strength in ((16, 0.5), (20, 1.5), (12, 3.0)):
        masks = blobs(rng, 8, size, 3)
        cases.append(case(f"random {size} {strength}", rng.random(masks.shape) + strength * masks * rng.random(masks.shape), masks))
    masks = blobs(rng, 6, 16, 2)
    cases.append(case("many ties", np.round((rng.random(masks.shape) + masks) * 4) / 4, masks))
    cases.append(case("negative scores", rng.random(masks.shape) + masks - 1.3, masks))
    cases.append(case("constant", np.ones(masks.shape), masks))
    cases.append(case("perfect", np.where(masks, 1.0, 0.0), masks))
    cases.append(case("inverted", np.where(masks, 0.0, 1.0), masks))
    one = np.zeros((3, 9, 9), bool)
    one[0, 4, 4] = True
    cases.append(case("single one-pixel instance", rng.random(one.shape), one))
    even = np.zeros((2, 8, 8), bool)
    even[0, 2:4, 2:5] = True
    even_map = np.full(even.shape, 0.1)
    even_map[0, 2, 2:5], even_map[0, 3, 2:5] = (0.9, 0.8, 0.7), (0.6, 0.3, 0.2)
    even_map[1, 0, :5] = (0.65, 0.55, 0.35, 0.75, 0.25)
    cases.append(case("even-sized instance", even_map, even))
    good = np.zeros((3, 8, 8), bool)
    cases.append(case("all good", rng.random(good.shape), good))
    ten = np.zeros((11, 10, 10), bool)
    for i in range(10):
        ten[i, 3:6, 3:6] = True
    ten_map = rng.random(ten.shape) * 0.5
    for i in range(10):
        ten_map[i][ten[i]] = 0.95 - 0.09 * i
    cases.append(case("ten instances", ten_map, ten))
    diagonal = np.zeros((2, 12, 12), bool)
    for i in range(11):
        diagonal[0, i, i] = diagonal[0, i, 11 - i] = True
    diagonal[0, 11, 0] = False
    cases.append(case("diagonals join by corners", rng.random(diagonal.shape) + diagonal, diagonal))
    comb = np.zeros((2, 9, 12), bool)
    comb[0, :, 1::3] = True
    comb[0, 8, :] = True
    cases.append(case("comb joins at the last row", rng.random(comb.shape) + 0.5 * comb, comb))
    full = blobs(rng, 6, 10, 2)
    cases.append(case("all defective", rng.random(full[:3].shape) + 0.4 * full[:3], full[:3]))
    full[0] = True
    cases.append(case("one picture is defect all over", rng.random(full.shape) + 0.3 * full, full))
    every = np.ones((2, 6, 6), bool)
    cases.append(case("no background at all", rng.random(every.shape), every))
    tiny = np.zeros((12, 16, 16), bool)
    for i in range(9):
        tiny[i, rng.integers(0, 16), rng.integers(0, 16)] = True
        tiny[i, rng.integers(0, 16), :2] = True
    cases.append(case("tiny masks, five levels", np.round((rng.random(tiny.shape) + 0.6 * tiny) * 3) / 4, tiny))
    cases.append(case("images tie across classes", rng.random(tiny.shape) + tiny, tiny, rng.integers(0, 3, 12) / 2))
    cases.append(case("saturated maps", np.minimum(1, 4 * rng.random(tiny.shape) + tiny), tiny))
    cases.append(case("image score against the maps", rng.random(tiny.shape) + tiny, tiny, 1 - 0.05 * np.arange(12)))
    path = pathlib.Path(__file__).parent / "metrics.json"
    path.write_text(json.dumps(cases, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
    print(path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
