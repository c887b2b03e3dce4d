"""Decisions to write into records: one that went the whole way, and one with nothing in it."""

from datetime import UTC, date, datetime

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.outcome import Became, Outcome
from bot.domain.decisions.parts import How, Move, Note, NoteKind, Option
from bot.domain.decisions.telling import Told

ANNA, HANNA = 902348571230987411, 311528470125871999
GROUP_ID, CHANNEL, CARD = 311528470125871104, 522748570125871777, 633848570125871888
BEGUN = datetime(2026, 3, 4, 18, 17, 23, tzinfo=UTC)
ASKED = Asked(
    "Shorter meetings, please",
    "They tire us.\n\nAt the end *nobody* listens any more.",
    "Everybody",
    "",
    "# Fewer meetings",
)
OUTCOME = Outcome(
    Became.ADOPTED,
    "Ninety minutes, with a pause.",
    "From May on",
    "Ben brings a bell",
    "Some come late; the first ten minutes are for arriving.",
    "consent",
)
WHOLE = Told(
    Decision(
        "0123456789abcdef",
        GROUP_ID,
        CHANNEL,
        ASKED,
        Stage.TRIED,
        BEGUN,
        ANNA,
        "Anna_B",
        message_id=CARD,
        poll_id="fedcba9876543210",
        outcome=OUTCOME,
        review_on=date(2026, 6, 1),
    ),
    (
        Note(NoteKind.QUESTION, "How long do we need to arrive?"),
        Note(NoteKind.AGREEMENT, "Nobody is cut short"),
        Note(NoteKind.QUESTION, "[Who](https://example.org) keeps time?"),
    ),
    (
        Option("Ninety minutes", "Short", "1. Less room\n2. Less calm", "", "Whether it is enough"),
        Option("Two hours\\"),
    ),
    (
        Move(1, Stage.WORRY, How.PROPOSED, date(2026, 3, 4), ANNA),
        Move(2, Stage.TALK, How.ENOUGH, date(2026, 3, 5)),
        Move(3, Stage.OPTIONS, How.READY, date(2026, 3, 9), HANNA),
        Move(4, Stage.TALK, How.BACK, date(2026, 3, 10), HANNA, "A question is <open>"),
        Move(5, Stage.OPTIONS, How.TIME, date(2026, 3, 17)),
        Move(6, Stage.VOTE, How.VOTE_ASKED, date(2026, 3, 20), HANNA),
        Move(7, Stage.OUTCOME, How.VOTE_CLOSED, date(2026, 3, 21)),
        Move(8, Stage.TRIED, How.STATED, date(2026, 3, 22), HANNA),
    ),
    ("**Asked:** Ninety minutes?", "**No objection.** Nobody who took part has a concern."),
)
PRIVATE = Told(
    Decision("1" * 16, GROUP_ID, CHANNEL, Asked("Tea?", "Why not"), Stage.WORRY, BEGUN),
    (),
    (),
    (Move(1, Stage.WORRY, How.PROPOSED, date(2026, 3, 4)),),
)
