"""The quality estimate: how good a translation is and which words are wrong, judged from its source by a small model.

:class:`~mtqc.estimation.estimator.Estimator` loads the folder of a model and judges pairs;
:mod:`~mtqc.estimation.error_spans` reads spans from its judgements. Nothing here is imported before it is needed:
onnxruntime, tokenizers and numpy take their time.
"""
