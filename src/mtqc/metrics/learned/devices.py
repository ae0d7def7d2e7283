"""Which devices a model runs on, how precisely, and its copies there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mtqc.errors import MtqcError, SettingsError
from mtqc.metrics.computing import Computing, Precision

if TYPE_CHECKING:
    import torch

Model = TypeVar("Model", bound="torch.nn.Module")

_KINDS = ("cpu", "cuda", "mps", "xpu")


def devices(computing: Computing) -> tuple[str, ...]:
    """The names of the devices to run on, as torch writes them; without a choice the best one there is.

    Raises:
        SettingsError: torch does not know a device or cannot use it here, or cannot compute so precisely on it.
    """
    chosen = computing.devices or (_best(),)
    for device in chosen:
        _check(device, computing.precision)
    return chosen


def placed(model: Model, device: str, precision: Precision) -> Model:
    """The model on a device in a precision, ready to be asked; takes the place of the one given.

    ``int8`` quantises the weights of linear layers, and their inputs batch by batch (torch's dynamic quantisation);
    everything else stays float32. Since a batch has one scale for its inputs, its segments then move each other's
    scores a little.
    """
    import torch

    model.eval().requires_grad_(False)
    if precision == "int8":
        return _quantised(model)
    dtype: torch.dtype = getattr(torch, precision)
    return model.to(device=torch.device(device), dtype=dtype)


class Replicas(Generic[Model]):
    """Copies of one model, one a device, each made when it is first asked for.

    ``build`` gives a fresh model in float32 on the CPU.
    """

    def __init__(self, build: Callable[[], Model], precision: Precision) -> None:
        self._build = build
        self._precision = precision
        self._built: dict[str, Model] = {}
        self._building = threading.Lock()

    def on(self, device: str) -> Model:
        """The copy on that device; may be called from several threads.

        Raises:
            MtqcError: there is not enough memory for it.
        """
        with self._building:
            if device not in self._built:
                try:
                    self._built[device] = placed(self._build(), device, self._precision)
                except (RuntimeError, MemoryError) as error:
                    if not is_out_of_memory(error):
                        raise
                    raise MtqcError(
                        f"not enough memory on {device} for the model; "
                        "use a device with more, a smaller model, or a lower precision"
                    ) from error
            return self._built[device]


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch, on any device, or Python could not get the memory it asked for."""
    words = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in words or "can't allocate memory" in words


def _best() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda:0"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _check(name: str, precision: Precision) -> None:
    import torch

    try:
        device = torch.device(name)
    except RuntimeError:
        raise SettingsError(f"unknown device '{name}'; torch names them cpu, cuda, cuda:1, mps") from None
    if device.type not in _KINDS:
        raise SettingsError(f"device '{name}' cannot run metrics; use one of {', '.join(_KINDS)}")
    if precision == "int8" and device.type != "cpu":
        raise SettingsError(f"precision int8 works on cpu only, not on '{name}'; bfloat16 is the fast one there")
    if device.type == "cpu":
        return
    backend = getattr(torch, device.type)
    available = torch.backends.mps.is_available() if device.type == "mps" else backend.is_available()
    count = backend.device_count() if available else 0
    if (device.index or 0) >= count:
        found = f"it sees {count} of them" if count else "it sees none"
        raise SettingsError(f"torch cannot use device '{name}': {found}")


def _quantised(model: Model) -> Model:
    import warnings

    import torch

    with warnings.catch_warnings():
        # torch announces that this moves to another package; it has worked in the same way since 1.3.
        warnings.simplefilter("ignore")
        quantise: Any = torch.ao.quantization.quantize_dynamic
        quantised: Model = quantise(model, {torch.nn.Linear}, dtype=torch.qint8)
    return quantised
