"""A narrower network is the wide one without its least parts."""

import pytest

torch = pytest.importorskip("torch", reason="training is not set up")
networks = pytest.importorskip("training.network")
prune = pytest.importorskip("training.prune")
plans = pytest.importorskip("training.train")

IDS = torch.tensor([[101, 2057, 2293, 102]])
SHAPES = torch.tensor([[0, 2, 1, 0]])


def encode(network):
    with torch.no_grad():
        return network.eval().encoder(IDS, SHAPES, torch.ones(IDS.shape))[0]


def wide_network(plan):
    torch.manual_seed(1)
    return networks.Network(plan.sizes(), 0.0)


def test_parts_that_do_nothing_can_go() -> None:
    """Heads and inner units whose way out is nought leave the states as they were."""
    wide = wide_network(plans.Plan(layers=2))
    found = []
    for layer in wide.encoder.layers:
        heads, inner = torch.ones(12), torch.ones(1536)
        heads[[0, 3, 7, 11]] = 0
        inner[::3] = 0
        with torch.no_grad():
            layer.out.weight.mul_(heads.repeat_interleave(32))
            layer.outer.weight.mul_(inner)
        found.append(prune.Importance(heads, inner))
    narrower = prune.narrow(wide, found, plans.Plan(layers=2, heads=8, inner=1024))
    assert narrower.encoder.layers[0].out.in_features == 8 * 32
    assert narrower.encoder.layers[1].inner.out_features == 1024
    assert torch.allclose(encode(wide), encode(narrower), atol=1e-5)


def test_parts_that_matter_are_missed() -> None:
    wide = wide_network(plans.Plan(layers=1))
    found = [prune.Importance(torch.arange(12.0), torch.arange(1536.0))]
    narrower = prune.narrow(wide, found, plans.Plan(layers=1, heads=8, inner=1024))
    assert not torch.allclose(encode(wide), encode(narrower), atol=1e-3)
    assert torch.equal(
        narrower.encoder.layers[0].inner.weight, wide.encoder.layers[0].inner.weight[512:]
    )
