"""Checks the PyTorch code of trained networks: it says what Kassei says.

    pip install torch
    cargo test --features kernels --test native export::pytorch
    python content/code/check_networks.py target/tmp/export-torch

Each file there is a network, with places and its outputs at them. Prints the worst error; exits with 1 if one is
larger than 1e-11, relative to max(1, |truth|).
"""

import importlib.util
import pathlib
import sys

import torch


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def error(path):
    module = load(path)
    truth = torch.tensor(module.OUTPUTS, dtype=torch.float64)
    with torch.no_grad():
        found = module.trained()(torch.tensor(module.PLACES, dtype=torch.float64))
    assert found.shape == truth.shape, path
    return ((found - truth).abs() / truth.abs().clamp(min=1.0)).max().item()


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("network_*.py"))
    errors = {path.name: error(path) for path in paths}
    worst = max(errors, key=errors.get)
    print(f"{len(errors)} networks, the worst {worst}: {errors[worst]:.1e}")
    wrong = {name: size for name, size in errors.items() if not size <= 1e-11}
    for name, size in wrong.items():
        print(f"FAIL {name} {size:.1e}")
    sys.exit(len(wrong) > 0)


if __name__ == "__main__":
    main()
