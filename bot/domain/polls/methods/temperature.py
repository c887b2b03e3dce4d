"""Temperature: how the group stands with something, in five steps; never binding.

Source: Kaner and others, "Facilitator's Guide to Participatory Decision-Making" (2014), chapter
on gradients of agreement; the five steps and their words are our own.
"""

from bot.domain.polls.methods.counting import Method

STEPS = ("with_it", "small_reservations", "can_live", "unsure", "not_ok")

TEMPERATURE = Method(
    "temperature",
    fixed=tuple(f"polls.options.{step}" for step in STEPS),
    binding=False,
)
