"""From the name of a metric to the metric, mtqc's own or a plugin's."""

from __future__ import annotations

from mtqc.errors import PluginError
from mtqc.metrics.base import Metric
from mtqc.metrics.computing import Computing
from mtqc.metrics.naming import metric_name
from mtqc.plugins import plugin


def metric(asked: str, computing: Computing) -> Metric:
    """The metric of that name, ready to measure.

    Raises:
        UnknownNameError: there is no such metric; names the nearest.
        SettingsError: an option or model does not make sense.
        MissingExtraError: packages are missing.
        CheckpointError: the model cannot be found, or is another kind of model.
        PluginError: the plugin behind the name cannot be loaded, or is no metric.
    """
    name = metric_name(asked)
    found = plugin("mtqc.metrics", name.metric)
    kind = found.load()
    if not (isinstance(kind, type) and issubclass(kind, Metric)):
        raise PluginError(f"plugin '{found.name}' of package '{found.package}' is no metric")
    return kind.of(name, computing)
