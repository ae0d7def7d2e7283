"""How the network of the quality estimate learns, and how it becomes the folder of a model and back.

Needs the extra ``neural``: every module here imports torch or onnx. What is learnt, from whom and for how long is
decided by those who call it: ``mtqc train``, and the scripts that made the shipped model.
"""
