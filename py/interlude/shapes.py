"""What is raised where a value has another shape than a class asks for."""

from cattrs.errors import BaseValidationError, CattrsError

MISFIT = (
    BaseValidationError,
    CattrsError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""By cattrs itself, or by ``int``, ``dict.items`` and the like, which it calls on what is there."""
