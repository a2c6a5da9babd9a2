"""Makes tests/golden/models: expected numbers of networks, losses and maps, and small PyTorch files.

Run with PyTorch and torchvision: python3 tests/golden/make_models.py. Weights are not stored: both sides derive them
from the name and index of each value with the same integer hash, so the files stay small.
"""
import json
import math
import pathlib
import zlib

import numpy as np
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

OUT = pathlib.Path(__file__).parent / "models"
SIZE = 64


def hashed(name, shape):
    """Uniform values in [-1, 1), from the CRC-32 of the name and the index of each value."""
    x = np.arange(int(np.prod(shape)), dtype=np.uint32) * np.uint32(2654435761) + np.uint32(zlib.crc32(name.encode()))
    x ^= x >> 16
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> 13
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> 16
    return torch.from_numpy((x.astype(np.float64) / 2**31 - 1).reshape(shape))


def fill(module):
    for name, value in module.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        u = hashed(name, tuple(value.shape))
        if name.endswith("running_var"):
            u = 1 + 0.3 * u
        elif value.dim() == 1:
            u = (1 if name.endswith("weight") else 0) + 0.1 * u
        else:
            u = u * math.sqrt(6 / (value[0].numel()))
        value.copy_(u.float())
    return module


def image(batch, size=SIZE):
    c, i, j = np.meshgrid(np.arange(3), np.arange(size), np.arange(size), indexing="ij")
    one = [np.round(127.5 + 127.5 * np.sin(0.07 * i + 0.11 * j + c + 0.5 * n)) for n in range(batch)]
    return torch.from_numpy(np.stack(one)).float()


def normalised(x):
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1) * 255
    std = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1) * 255
    return (x - mean) / std


def summary(t):
    t = t.detach().float().contiguous()
    flat = t.reshape(-1)
    at = [(k * 7919) % flat.numel() for k in range(8)]
    return {
        "shape": list(t.shape),
        "mean": flat.double().mean().item(),
        "std": flat.double().std(unbiased=False).item(),
        "at": [{"index": k, "value": flat[k].item()} for k in at],
    }


class Taps(nn.Module):
    def __init__(self, net):
        super().__init__()
        for name in ("conv1", "bn1", "layer1", "layer2", "layer3"):
            setattr(self, name, getattr(net, name))

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        a = self.layer1(x)
        b = self.layer2(a)
        return [a, b, self.layer3(b)]


class Block(nn.Module):
    """Residual block of the student; step is 'same', 'down' or 'up'; inner is None for the basic kind."""

    def __init__(self, inputs, outputs, step, inner=None):
        super().__init__()

        def sized(i, o, kernel):
            if step == "up":
                return nn.ConvTranspose2d(i, o, 2, 2, bias=False)
            return nn.Conv2d(i, o, kernel, 2 if step == "down" else 1, kernel // 2, bias=False)

        if inner is None:
            self.conv1, self.bn1 = sized(inputs, outputs, 3), nn.BatchNorm2d(outputs)
            self.conv2, self.bn2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs)
        else:
            self.conv1, self.bn1 = nn.Conv2d(inputs, inner, 1, bias=False), nn.BatchNorm2d(inner)
            self.conv2, self.bn2 = sized(inner, inner, 3), nn.BatchNorm2d(inner)
            self.conv3, self.bn3 = nn.Conv2d(inner, outputs, 1, bias=False), nn.BatchNorm2d(outputs)
        self.short = None
        if step != "same" or inputs != outputs:
            self.short = "upsample" if step == "up" else "downsample"
            setattr(self, self.short, nn.Sequential(sized(inputs, outputs, 1), nn.BatchNorm2d(outputs)))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if hasattr(self, "conv3"):
            y = self.bn3(self.conv3(F.relu(y)))
        return F.relu(y + (x if self.short is None else getattr(self, self.short)(x)))


def stage(inputs, outputs, count, step, inner=None):
    first = [Block(inputs, outputs, step, inner)]
    return nn.Sequential(*(first + [Block(outputs, outputs, "same", inner) for _ in range(count - 1)]))


class Embedding(nn.Module):
    def __init__(self, c, count, inner):
        super().__init__()
        for k, (i, o) in enumerate([(c[0], c[1]), (c[1], c[2]), (c[1], c[2])], 1):
            setattr(self, f"conv{k}", nn.Conv2d(i, o, 3, 2, 1, bias=False))
            setattr(self, f"bn{k}", nn.BatchNorm2d(o))
        self.bn_layer = stage(3 * c[2], 2 * c[2], count, "down", inner)

    def forward(self, t):
        a = F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(t[0]))))))
        b = F.relu(self.bn3(self.conv3(t[1])))
        return self.bn_layer(torch.cat([a, b, t[2]], 1))


class Decoder(nn.Module):
    def __init__(self, c, counts, inner):
        super().__init__()
        for k, (i, o) in enumerate([(2 * c[2], c[2]), (c[2], c[1]), (c[1], c[0])], 1):
            width = None if inner is None else inner[3 - k]
            setattr(self, f"layer{k}", stage(i, o, counts[k - 1], "up", width))

    def forward(self, x):
        a = self.layer1(x)
        b = self.layer2(a)
        return [self.layer3(b), b, a]


class Student(nn.Module):
    def __init__(self, c, counts, code, inner=None):
        super().__init__()
        self.ocbe = Embedding(c, code, None if inner is None else 2 * inner[2])
        self.decoder = Decoder(c, counts, inner)

    def forward(self, taps):
        return self.decoder(self.ocbe(taps))


def cosine_maps(t, s):
    return [1 - F.cosine_similarity(a, b, dim=1) for a, b in zip(t, s)]


def blurred(x, sigma=4.0):
    """Gaussian of radius 4 sigma, edges mirrored with the edge pixel repeated (as scipy's gaussian_filter)."""
    radius = int(4 * sigma + 0.5)
    k = torch.exp(-0.5 * (torch.arange(-radius, radius + 1).double() / sigma) ** 2)
    k /= k.sum()
    for axis in (1, 2):
        x = x.transpose(axis, 2)
        n = x.shape[2]
        at = (torch.arange(n).view(-1, 1) + torch.arange(-radius, radius + 1)).remainder(2 * n)
        at = torch.where(at >= n, 2 * n - 1 - at, at)
        x = (x[:, :, at] * k).sum(-1).transpose(axis, 2)
    return x


def anomaly_map(maps, size):
    full = [F.interpolate(m.unsqueeze(1).double(), (size, size), mode="bilinear", align_corners=False) for m in maps]
    return blurred(sum(full).squeeze(1))


def global_loss(t, s):
    return sum((1 - F.cosine_similarity(a.flatten(1), b.flatten(1))).mean() for a, b in zip(t, s))


def point_loss(t, s):
    return sum((1 - F.cosine_similarity(a, b, dim=1)).mean() for a, b in zip(t, s))


def networks():
    result = {}
    kinds = {
        "resnet18": (torchvision.models.resnet18, ([64, 128, 256], [2, 2, 2], 2)),
        "resnet50": (torchvision.models.resnet50, ([256, 512, 1024], [3, 4, 6], 3, [64, 128, 256])),
    }
    for name, (make, shape) in kinds.items():
        teacher = fill(Taps(make())).eval()
        student = fill(Student(*shape)).eval()
        with torch.no_grad():
            taps = teacher(normalised(image(2)))
            outputs = student(taps)
            maps = cosine_maps(taps, outputs)
            full = anomaly_map(maps, SIZE)
        result[name] = {
            "taps": [summary(t) for t in taps],
            "outputs": [summary(t) for t in outputs],
            "maps": [summary(t) for t in maps],
            "map": summary(full),
            "max": full.amax((1, 2)).tolist(),
            "global": global_loss(taps, outputs).item(),
            "point": point_loss(taps, outputs).item(),
        }
    return result


def training_step():
    teacher = fill(Taps(torchvision.models.resnet18())).eval()
    student = fill(Student([64, 128, 256], [2, 2, 2], 2)).train()
    optimizer = torch.optim.Adam(student.parameters(), lr=0.005, betas=(0.5, 0.999))
    with torch.no_grad():
        taps = teacher(normalised(image(2)))
    loss = global_loss(taps, student(taps))
    loss.backward()
    names = ["ocbe.conv1.weight", "ocbe.bn_layer.0.downsample.1.bias", "decoder.layer1.0.conv1.weight",
             "decoder.layer2.0.upsample.0.weight", "decoder.layer3.1.bn2.weight"]
    parameters = dict(student.named_parameters())
    grads = {n: summary(parameters[n].grad) for n in names}
    running = summary(student.state_dict()["decoder.layer1.0.bn1.running_mean"])
    optimizer.step()
    with torch.no_grad():
        after = global_loss(taps, student(taps)).item()
    state = student.state_dict()
    return {"loss": loss.item(), "lossAfter": after, "gradients": grads,
            "weights": {n: summary(state[n]) for n in names},
            "runningMean": running}


def files():
    state = {"a.weight": hashed("a.weight", (3, 2)).float(), "b.bias": hashed("b.bias", (5,)).half(),
             "c.count": torch.tensor(7), "d.slice": hashed("d", (4, 3)).double()[1:3]}
    torch.save(state, OUT / "state-zip.pth")
    torch.save(state, OUT / "state-legacy.pth", _use_new_zipfile_serialization=False)
    module = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2))
    torch.save(module.state_dict(), OUT / "state-module.pth")
    torch.save(module, OUT / "whole-module.pth")
    torch.save({"epoch": 3, "state_dict": module.state_dict()}, OUT / "state-wrapped.pth")


if __name__ == "__main__":
    torch.manual_seed(1)
    OUT.mkdir(exist_ok=True)
    files()
    report = {"size": SIZE, "networks": networks(), "step": training_step()}
    (OUT / "networks.json").write_text(json.dumps(report, indent=1) + "\n")
