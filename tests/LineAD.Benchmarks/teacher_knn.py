#!/usr/bin/python3
"""How good is a teacher, before any student is trained? Nearest-neighbour anomaly detection on its taps (as PatchCore does).

usage: teacher_knn.py DATA EFFICIENTNET_LITE0 [BUILTIN]     (Debian: python3-torch python3-sklearn python3-pil)

256x256 input, taps at strides 8 and 16, averaged 3x3, the coarser one resized to the finer, channels standardised on the good
training parts, both levels of equal weight; 8000 patches drawn by lot are the memory; a patch's score is its distance to the
nearest; map resized to 256x256, Gaussian of 4 pixels; image score is the map's maximum. magtile is subsampled (every 7th
training part, every 6th test part). Independent of the product: it reads only weight files and images.
"""
import json
import pathlib
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from sklearn.metrics import average_precision_score, roc_auc_score
from torch import nn


def read_safetensors(path):
    raw = pathlib.Path(path).read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    types = {"F32": np.float32, "F16": np.float16}
    return {
        name: torch.from_numpy(
            np.frombuffer(raw[8 + size + e["data_offsets"][0]:8 + size + e["data_offsets"][1]], types[e["dtype"]])
            .reshape(e["shape"]).astype(np.float32))
        for name, e in json.loads(raw[8:8 + size]).items() if name != "__metadata__"
    }


class Lite0:
    """EfficientNet-Lite0 to stride 16; image in grey levels."""

    stages = ((1, 16, 1, 3, 1), (2, 24, 6, 3, 2), (2, 40, 6, 5, 2), (3, 80, 6, 3, 2), (3, 112, 6, 5, 1))

    def __init__(self, path):
        self.weights = read_safetensors(path)

    def norm(self, x, name):
        w = self.weights
        return F.batch_norm(
            x, w[f"{name}.running_mean"], w[f"{name}.running_var"], w[f"{name}.weight"], w[f"{name}.bias"], False, 0, 1e-3)

    def conv(self, x, name, kernel, stride, groups=1):
        pad = max((-(-x.shape[2] // stride) - 1) * stride + kernel - x.shape[2], 0)
        x = F.pad(x, (pad // 2, pad - pad // 2) * 2)
        return F.conv2d(x, self.weights[f"{name}.weight"], None, stride, 0, 1, groups)

    def __call__(self, x):
        x = F.relu6(self.norm(self.conv((x - 127) / 128, "stem", 3, 2), "stem_bn"))
        taps, block = [], 0
        for repeats, _, expansion, kernel, stride in self.stages:
            for repeat in range(repeats):
                y, name = x, f"blocks.{block}"
                if expansion > 1:
                    y = F.relu6(self.norm(self.conv(y, f"{name}.expand", 1, 1), f"{name}.expand_bn"))
                step = stride if repeat == 0 else 1
                y = F.relu6(self.norm(self.conv(y, f"{name}.dw", kernel, step, y.shape[1]), f"{name}.dw_bn"))
                y = self.norm(self.conv(y, f"{name}.project", 1, 1), f"{name}.project_bn")
                x = y + x if y.shape == x.shape else y
                if block in (2, 4, 10):
                    taps.append(x)
                block += 1
        return taps


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs)
        self.conv2, self.bn2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs)
        same = stride == 1 and inputs == outputs
        self.downsample = None if same else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class Builtin(nn.Module):
    """The architecture of the built-in teacher; image in grey levels."""

    def __init__(self, path=None):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32)
        self.layer1 = nn.Sequential(Block(32, 64, 2))
        self.layer2 = nn.Sequential(Block(64, 128, 2))
        self.layer3 = nn.Sequential(Block(128, 192, 2), Block(192, 192, 1))
        if path:
            missing, unexpected = self.load_state_dict(read_safetensors(path), strict=False)
            assert not unexpected and all("num_batches" in name for name in missing), (missing, unexpected)
        else:
            for m in self.modules():
                if isinstance(m, nn.Conv2d):
                    nn.init.kaiming_normal_(m.weight, mode="fan_out")
        self.eval()

    def forward(self, x):
        mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1) * 255
        deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1) * 255
        taps = [F.relu(self.bn1(self.conv1((x - mean) / deviation)))]
        for layer in (self.layer1, self.layer2, self.layer3):
            taps.append(layer(taps[-1]))
        return taps[1:]


def load(path, mode="RGB"):
    return np.array(Image.open(path).convert(mode).resize((256, 256), Image.BILINEAR))


def images(paths):
    return torch.stack([torch.from_numpy(load(path)).permute(2, 0, 1).float() for path in paths])


def category(folder):
    train = sorted((folder / "train" / "good").iterdir())
    tests = [(path, kind.name) for kind in sorted((folder / "test").iterdir())
             for path in sorted(kind.iterdir())[::6 if folder.name == "magtile" else 1]]
    masks = [np.zeros((256, 256), bool) if kind == "good"
             else load(folder / "ground_truth" / kind / f"{path.stem}_mask.png", "L") >= 128 for path, kind in tests]
    train = train[::7] if folder.name == "magtile" else train
    truth = np.array([kind != "good" for _, kind in tests])
    return images(train), images([path for path, _ in tests]), truth, np.stack(masks)


def features(net, batch):
    with torch.no_grad():
        parts = []
        for x in batch.split(8):
            _, fine, coarse = net(x)
            coarse = F.interpolate(coarse, size=fine.shape[2:], mode="bilinear", align_corners=False)
            parts.append([F.avg_pool2d(m, 3, 1, 1, count_include_pad=False) for m in (fine, coarse)])
    return [torch.cat(level) for level in zip(*parts)]


def blur(maps):
    offset = torch.arange(-16, 17).float()
    kernel = torch.exp(-offset ** 2 / 32)
    kernel /= kernel.sum()
    maps = F.pad(maps, (16,) * 4, mode="reflect")
    return F.conv2d(F.conv2d(maps, kernel.view(1, 1, 1, -1)), kernel.view(1, 1, -1, 1))


def evaluate(net, data):
    train, test, truth, masks = data
    memory, queries = [], []
    for good, unknown in zip(features(net, train), features(net, test)):
        mean, deviation = good.mean((0, 2, 3), keepdim=True), good.std((0, 2, 3), keepdim=True) + 1e-6
        weight = good.shape[1] ** -0.5
        memory.append((good - mean) / deviation * weight)
        queries.append((unknown - mean) / deviation * weight)
    memory = torch.cat(memory, 1).permute(0, 2, 3, 1).flatten(0, 2)
    chosen = torch.randperm(len(memory), generator=torch.Generator().manual_seed(0))[:8000]
    maps = torch.stack([
        torch.cdist(query.permute(1, 2, 0).flatten(0, 1), memory[chosen]).min(1)[0].view(1, 32, 32)
        for query in torch.cat(queries, 1)])
    maps = blur(F.interpolate(maps, size=(256, 256), mode="bilinear", align_corners=False))[:, 0].numpy()
    return roc_auc_score(truth, maps.max((1, 2))), average_precision_score(masks.ravel(), maps.ravel())


def main():
    data, lite0, *builtin = sys.argv[1:]
    torch.manual_seed(0)
    nets = {"EfficientNet-Lite0": Lite0(lite0), "builtin, random weights": Builtin()}
    nets.update({"builtin": Builtin(path) for path in builtin})
    for name in ("hazelnut", "cookie", "magtile"):
        loaded = category(pathlib.Path(data) / name)
        for label, net in nets.items():
            print(f"{name} | {label} | image AUROC {{:.4f}} | pixel AP {{:.4f}}".format(*evaluate(net, loaded)), flush=True)


if __name__ == "__main__":
    main()
