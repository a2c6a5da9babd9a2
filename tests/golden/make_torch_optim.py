"""Golden numbers for the TorchSharp stand-in, made with PyTorch: python3 make_torch_optim.py > torch_optim.json

Each optimizer takes STEPS steps on the same small quadratic-plus-quartic loss from the same start in float64, so that
nothing depends on random numbers or on the order of float sums. Batch norm: training output, running statistics, eval.
"""
import json

import torch

STEPS = 7
START = [0.5, -1.25, 2.0, 0.03]
TARGET = [0.1, 0.2, -0.3, 0.4]


def loss_of(w):
    d = w - torch.tensor(TARGET, dtype=torch.float64)
    return (d * d).sum() + 0.1 * (d ** 4).sum()


def run(make, schedule=None):
    w = torch.nn.Parameter(torch.tensor(START, dtype=torch.float64))
    optimizer = make([w])
    scheduler = schedule(optimizer) if schedule else None
    losses, rates = [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(w)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        rates.append(optimizer.param_groups[0]["lr"])
        if scheduler:
            scheduler.step()
    return {"weights": w.tolist(), "losses": losses, "rates": rates}


def clip():
    w = torch.nn.Parameter(torch.tensor(START, dtype=torch.float64))
    loss_of(w).backward()
    norm = torch.nn.utils.clip_grad_norm_([w], 1.5)
    return {"norm": norm.item(), "grad": w.grad.tolist()}


def wave(n, c, h, w):
    k = torch.arange(n * c * h * w, dtype=torch.float64)
    return torch.sin(k * 0.7).reshape(n, c, h, w) * 2 + 0.25


def batch_norm():
    bn = torch.nn.BatchNorm2d(3, dtype=torch.float64)
    with torch.no_grad():
        bn.weight.copy_(torch.tensor([1.5, 0.5, -1.0], dtype=torch.float64))
        bn.bias.copy_(torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64))
    x = wave(2, 3, 4, 5)
    train = bn(x)
    bn.eval()
    return {
        "train": train[1, 2].flatten().tolist(),
        "running_mean": bn.running_mean.tolist(),
        "running_var": bn.running_var.tolist(),
        "eval": bn(x)[1, 2].flatten().tolist(),
    }


def layers():
    f = torch.nn.functional
    x = wave(1, 4, 6, 6)
    k = wave(4, 2, 3, 3)
    return {
        "bilinear": f.interpolate(x, size=(9, 11), mode="bilinear", align_corners=False)[0, 1].flatten().tolist(),
        "conv_transpose": f.conv_transpose2d(x, k, stride=2, padding=1, output_padding=1)[0, 0, 3].tolist(),
        "avg_pool": f.avg_pool2d(x, 3, stride=2, padding=1)[0, 2].flatten().tolist(),
        "cosine": f.cosine_similarity(x[:, :2], x[:, 2:], dim=1).flatten()[:6].tolist(),
        "normalize": f.normalize(x, dim=1)[0, :, 2, 3].tolist(),
        "quantile": torch.quantile(x.flatten(), torch.tensor([0.1, 0.5, 0.99], dtype=torch.float64)).tolist(),
        "reflect": f.pad(x, (1, 2, 3, 1), mode="reflect")[0, 0, 0].tolist(),
        "smooth_l1": f.smooth_l1_loss(x[:, :2], x[:, 2:], beta=0.5).item(),
        "instance_norm": torch.nn.InstanceNorm2d(4)(x)[0, 1, 0].tolist(),
        "pixel_shuffle": f.pixel_shuffle(x, 2)[0, 0, 3].tolist(),
    }


cosine = torch.optim.lr_scheduler.CosineAnnealingLR
step_lr = torch.optim.lr_scheduler.StepLR
one_cycle = torch.optim.lr_scheduler.OneCycleLR
print(json.dumps({
    "adam": run(lambda p: torch.optim.Adam(p, lr=0.05)),
    "adam_decay_amsgrad": run(lambda p: torch.optim.Adam(p, lr=0.05, weight_decay=0.1, amsgrad=True)),
    "adamw": run(lambda p: torch.optim.AdamW(p, lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)),
    "sgd": run(lambda p: torch.optim.SGD(p, lr=0.05)),
    "sgd_momentum": run(lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, dampening=0.1, weight_decay=0.01)),
    "sgd_nesterov": run(lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True)),
    "cosine": run(lambda p: torch.optim.SGD(p, lr=0.05), lambda o: cosine(o, T_max=5, eta_min=0.001)),
    "step_lr": run(lambda p: torch.optim.SGD(p, lr=0.05), lambda o: step_lr(o, 2, gamma=0.5)),
    "one_cycle": run(lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0), lambda o: one_cycle(o, max_lr=0.1, total_steps=8)),
    "clip": clip(),
    "batch_norm": batch_norm(),
    "layers": layers(),
}, indent=1))
