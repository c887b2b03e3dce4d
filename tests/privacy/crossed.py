"""The list: every command, button, form and word of the command line, and what it is tried with.

Whoever adds one adds it here, or `test_list` fails. Each entry is tried by every role on every
poll (or topic) that the crossing knows, while polls are open and again after closing; what they
then see must be the same however people voted. Names in braces are filled in by the crossing:
`{poll}` with the id of each poll in turn, `{topic}` with that of each posted topic, `{request}`
with that of each check-out, `{decision}` with that of each shared decision, `{item}` with that of a
private piece of feedback, `{option}` and `{experience}` with those of a decision's option and of
what the writer told of it, a role's name with that role. An entry without any is tried once.

A new sort of poll, or something else that people give in private, wants three places more: it is
asked for in `circle.ask_everything`, given by other people in each telling in `votes`, and tried
as one of `crossing.OPEN` and `crossing.PAST`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from discord import app_commands

from bot.client import Circlekeeper

POLL, TOPIC, REQUEST, DECISION = "{poll}", "{topic}", "{request}", "{decision}"
# The private piece of feedback that the story begins with.
ITEM = "{item}"
# An option of a shared decision, and the experience that the writer told of it.
OPTION, EXPERIENCE = "{option}", "{experience}"
ROOM = "{Room}"
FACILITATOR, MODERATOR = "{Facilitator}", "{Moderator}"
# A key of the right shape, to nobody's vote, and one that only looks like a key.
STRANGE_KEY, NO_KEY = "0000-0000-0000-0000-0", "ABCD-EFGH-JKMN-PQRS-T"
GIVEN = "Tea would be nice."


@dataclass(frozen=True)
class Slash:
    """A command with these options. `ended_by` are the roles for whom it ends a poll."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    ended_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Touch:
    """A custom_id that is pressed, chosen in (`chosen`) or sent as a form (`fields`)."""

    word: str
    arguments: tuple[str, ...] = ()
    fields: Mapping[str, Any] | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typing:
    """A text typed into an option that makes suggestions. All of them are tried, unlisted."""

    name: str
    option: str
    typed: str


Try = Slash | Touch | Typing
Command = app_commands.Command[Any, ..., Any]


def commands(client: Circlekeeper) -> dict[str, Command]:
    """Return every command that the bot has, by its full name."""
    return {
        command.qualified_name: command
        for command in client.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }


def slash(name: str, *, ended_by: tuple[str, ...] = (), **options: Any) -> Slash:
    """Return a command as it is tried."""
    return Slash(name, options, ended_by)


def press(word: str, *arguments: str, chosen: tuple[str, ...] = ()) -> Touch:
    """Return a press of a button, or of a menu in which something was chosen."""
    return Touch(word, arguments, chosen=chosen)


def form(word: str, /, *arguments: str, **fields: Any) -> Touch:
    """Return a sent form: a text or one choice is a text, several choices are a list."""
    return Touch(word, arguments, fields)


CLOSERS = ("facilitator", "administrator")
TAKERS_DOWN = (*CLOSERS, "moderator")
ASKED = {"question": "Shall we?", "options": "Yes\nNo", "minutes": ["60"], "standing": []}
SCHEDULE = {"often": ["1"], "first": "2026-06-02", "at": "18:00", "pool": [], "extras": []}
FILE = ("rain.toml", b'topic = [{ title = "Rain", purpose = "Wet days.", prompts = ["Why?"] }]')
WRITTEN = {
    "title": "Rain again",
    "purpose": "Wet days.",
    "prompts": "Who is out?",
    "going_deeper": "",
    "intensity": "1",
}
SETTINGS = {"quorum": ["5"], "publication": "counts", "opens": ["0"], "voters": [], "extras": []}

# An aid of the library, and an own one that there isn't.
AID, NO_AID, NO_MARK = "how-often-we-meet", "0" * 16, "0" * 12
ABOUT = {"question": "Shall we walk?", "why_now": "Sun", "who_decides": "", "not_for": ""}
SIDES = {"what": "A walk", "benefits": "", "risks": "", "daily_life": ""}
WISH = {"what": "A walk", "why": "Fresh air", "whom": "", "by_when": "", "not_for": ""}
WAY_OUT = {"text": "By the lake", "benefits": "", "drawbacks": "", "daily_life": "", "unknown": ""}
STATED = {"decided": "We walk", "next_steps": "", "offered": "", "concerns": "", "review_on": ""}

COMMANDS = (
    slash("aid read"),
    slash("aid read", aid=AID),
    slash("decision propose"),
    slash("decision list"),
    slash("decision show", decision=DECISION),
    slash("decision history", decision=DECISION),
    slash("feedback ask"),
    slash("feedback give"),
    slash("feedback give", kind="worry"),
    slash("feedback mine"),
    slash("feedback inbox"),
    slash("feedback inbox", kind="worry", state="all", weeks=4),
    slash("feedback loop"),
    slash("feedback export"),
    slash("feedback export", format="json", period="month", kind="worry", state="received"),
    slash("feedback summary"),
    slash("group check"),
    slash("group setup"),
    slash("group door"),
    slash("group roles"),
    slash("group roles", facilitator=FACILITATOR, moderator=MODERATOR),
    slash("group settings"),
    slash("group settings", zone="Europe/Berlin", content_notes=False, support=4),
    slash("group settings", moderators_channel=ROOM),
    slash("group settings", feedback_channel=ROOM, feedback_days=30),
    slash("help"),
    slash("poll list"),
    slash("poll check", poll=POLL, key=STRANGE_KEY),
    slash("poll check", poll=POLL, key=NO_KEY),
    slash("poll ask"),
    slash("poll ask", method="quick"),
    slash("poll extend", poll=POLL, longer=60),
    slash("poll close", poll=POLL, ended_by=CLOSERS),
    slash("poll takedown", poll=POLL, reason="It came too soon.", ended_by=TAKERS_DOWN),
    slash("privacy"),
    slash("record"),
    slash("support"),
    slash("support", country="DE"),
    slash("support", country=POLL),
    slash("topic post", topic="arriving-as-you-are"),
    slash("topic post", topic=POLL),
    slash("topic schedule"),
    slash("topic schedule", channel=ROOM, notify=FACILITATOR),
    slash("topic schedules"),
    slash("topic suggest"),
    slash("topic suggestions"),
    slash("topic write", topic=POLL),
    slash("topic write"),
    slash("topic import", file=FILE),
    slash("topic export", format="toml"),
    slash("topic export", format="csv"),
)

# In this order: first as somebody who hasn't voted, then voting, looking, changing, taking back.
TOUCHES: tuple[Touch, ...] = (
    press("poll.private", POLL),
    press("poll.vote", POLL),
    press("poll.change", POLL),
    press("poll.key", POLL),
    press("poll.take_back", POLL),
    Touch("poll.grade", (POLL, "0"), chosen=("1",)),
    press("poll.look_over", POLL),
    press("poll.grade_pass", POLL),
    press("poll.grade_again", POLL, "1.-.-.-.-"),
    press("poll.regrade", POLL),
    press("poll.send", POLL, "99.-.-.-.-"),
    press("poll.send", POLL, "1.-.-.-.-"),
    press("poll.regrade", POLL),
    press("poll.take_back", POLL),
    form("poll.ballot", POLL, choice=["99"]),
    form("poll.ballot", POLL, choice=["0"]),
    press("poll.quick", POLL, "99"),
    press("poll.quick", POLL, "pass"),
    press("poll.quick", POLL, "1"),
    press("poll.vote", POLL),
    press("poll.change", POLL),
    press("poll.again", POLL, "0-99-pass"),
    press("poll.key", POLL),
    press("poll.have_key", POLL),
    form("poll.use_key", POLL, key=STRANGE_KEY),
    form("poll.use_key", POLL, key=NO_KEY),
    press("poll.take_back", POLL),
    press("poll.list_open"),
    press("poll.list"),
    press("poll.list", "0", POLL),
    press("poll.list", "99999999999", POLL),
    press("poll.list_vote", chosen=(POLL,)),
    press("poll.list_result", chosen=(POLL,)),
    press("poll.suggest", POLL),
    form("poll.suggested", POLL, option="Something else"),
    press("privacy.open"),
    press("privacy.back"),
    press("privacy.download"),
    press("privacy.erase"),
    press("record.earlier", "99999999999", "9"),
    press("record.newest"),
    press("poll.new"),
    press("poll.edit", POLL),
    press("poll.settings", POLL),
    form("poll.set", POLL, **SETTINGS),
    form("poll.ask", POLL, "single", **ASKED),
    form("poll.ask", "", "consent", **ASKED),
    press("poll.ask_again", POLL),
    press("poll.other_way", POLL),
    press("poll.check_key", POLL),
    form("poll.checked", POLL, key=STRANGE_KEY),
    press("record.open"),
    press("feedback.summary"),
    press("poll.run_off", POLL),
    press("poll.lot", POLL),
    press("poll.event", POLL),
    form("poll.make_event", POLL, name="Walk", where="At the gate", length=["60"]),
    press("poll.post", POLL),
    press("poll.discard", POLL),
    press("feedback.open"),
    press("feedback.open", f"poll/{POLL}"),
    press("feedback.open", f"topic/{TOPIC}"),
    press("feedback.open", f"request/{REQUEST}"),
    press("feedback.kind", "worry", f"poll/{POLL}"),
    press("feedback.kind", "worry", f"topic/{TOPIC}"),
    press("feedback.kind", "answer", f"request/{REQUEST}"),
    press("feedback.safety", f"poll/{POLL}"),
    press("feedback.to_moderator"),
    press("feedback.ask_moderator"),
    press("feedback.asked_moderator"),
    form("feedback.give", "worry", "", text=GIVEN, name=["private"], exportable=["yes"]),
    form("feedback.give", "worry", f"poll/{POLL}", text=GIVEN, name=["private"], exportable=["no"]),
    press("feedback.keep_code", STRANGE_KEY),
    press("feedback.mine"),
    press("feedback.look", chosen=(ITEM,)),
    press("feedback.have_code"),
    form("feedback.code", code=STRANGE_KEY),
    press("feedback.say", STRANGE_KEY, "added"),
    press("feedback.say", f"item.{ITEM}", "added"),
    form("feedback.said", f"item.{ITEM}", "added", text=GIVEN),
    press("feedback.understood", f"item.{ITEM}"),
    press("feedback.back", f"item.{ITEM}"),
    press("feedback.withdraw", f"item.{ITEM}"),
    press("feedback.withdrawn", f"item.{ITEM}"),
    press("feedback.withdrawn", STRANGE_KEY),
    press("feedback.inbox", "all", "all", "0"),
    press("feedback.new"),
    press("feedback.item", chosen=(ITEM,)),
    press("feedback.item_again", ITEM),
    press("feedback.answer", ITEM),
    form("feedback.answered", ITEM, "0", heard="", text="We will.", state=["heard"]),
    form("feedback.answered", ITEM, "0", heard="", text="", state=["heard"]),
    press("feedback.answer_bare", ITEM, "0", "heard"),
    press("feedback.tell_in", chosen=(ROOM,)),
    press("feedback.private"),
    form("feedback.privated", days="1"),
    press("feedback.reopen"),
    press("feedback.loop", "0"),
    press("feedback.loop_open"),
    press("feedback.prepare"),
    press("feedback.loop_items", chosen=(ITEM,)),
    form("feedback.loop_written", ITEM, said="Loud", did="Less so", outcome="done", by="Us"),
    press("feedback.loop_drop", chosen=(POLL,)),
    press("feedback.loop_post"),
    press("feedback.loop_post_in", chosen=(ROOM,)),
    press("feedback.ask_new"),
    form("feedback.ask", POLL, asks="check_out", question="", hours=["48"]),
    form("feedback.ask", "", asks="question", question="What would help?", hours=["24"]),
    press("feedback.ask_edit", POLL),
    press("feedback.ask_post", POLL),
    press("feedback.ask_discard", POLL),
    press("feedback.check_out", REQUEST),
    form("feedback.checked_out", REQUEST, heard=["4"], mattered=[], way=[], overall=["5"]),
    press("feedback.open", f"decision/{DECISION}"),
    press("decision.propose"),
    press("decision.named"),
    press("decision.private"),
    press("decision.begin"),
    press("decision.begin_for", chosen=("7",)),
    form("decision.sent", "named", **WISH | {"why": ""}),
    form("decision.sent", "7", **WISH | {"why": ""}),
    press("decision.support", DECISION),
    press("decision.unsupport", DECISION),
    press("decision.support", DECISION),
    press("decision.more", DECISION),
    press("decision.list"),
    press("decision.list_page", "all", "9"),
    press("decision.show", DECISION),
    press("decision.show", chosen=(DECISION,)),
    press("decision.history", DECISION, "0"),
    press("decision.export", DECISION),
    press("decision.export"),
    press("decision.page", DECISION, "1"),
    press("decision.note", DECISION, "question"),
    form("decision.noted", DECISION, "question", note="Where to?"),
    form("decision.noted", DECISION, "agreement", note="Slowly."),
    press("decision.option", DECISION),
    form("decision.option_sent", DECISION, **WAY_OUT),
    press("decision.ready", DECISION),
    form("decision.ready_sent", DECISION, days="999"),
    press("decision.ready_alone", DECISION, "999"),
    press("decision.back", DECISION),
    form("decision.back_sent", DECISION, to="talk", days="0", reason="Wait."),
    press("decision.withdraw", DECISION),
    form("decision.withdrawn", DECISION, reason=""),
    press("decision.vote", DECISION),
    press("decision.review_ask", DECISION),
    press("decision.state", DECISION),
    press("decision.state_in", DECISION, chosen=("2",)),
    press("decision.state_as", DECISION, "2", chosen=("adopted",)),
    press("decision.state_as", DECISION, "2", "adopted"),
    form("decision.stated", DECISION, "adopted", "2", **STATED),
    press("decision.weigh", DECISION),
    press("decision.weigh_choose", DECISION, chosen=("week",)),
    press("decision.weigh_own", DECISION),
    form("decision.weigh_owned", DECISION, own="The walk there"),
    press("decision.weigh_step", DECISION, "weigh"),
    press("decision.weigh_weight", DECISION, "week", chosen=("very",)),
    press("decision.weigh_step", DECISION, "0"),
    press("decision.weigh_fit", DECISION, "0" * 12, "week", chosen=("fits",)),
    press("decision.weigh_again", DECISION, chosen=("0",)),
    press("decision.weigh_read", DECISION),
    press("decision.weigh_step", DECISION, "side"),
    press("decision.weigh_check", DECISION, "ways", chosen=("yes",)),
    press("decision.weigh_file", DECISION),
    press("decision.weigh_own_away", DECISION),
    press("decision.weigh_drop", DECISION),
    press("decision.go_on", DECISION),
    press("decision.go_on", DECISION, "stop", "2"),
    form("decision.goes_on", DECISION, goes_on="stop", text="Enough.", weeks=["0"], review_on=""),
    press("decision.experiences", DECISION),
    press("decision.told_option", DECISION, chosen=(OPTION,)),
    press("decision.tell", DECISION, OPTION),
    form("decision.told", DECISION, OPTION, text="It rained.", turned=["mixed"]),
    press("decision.told_have_code"),
    form("decision.told_code", code=STRANGE_KEY),
    press("decision.told_back", STRANGE_KEY),
    press("decision.told_remove", STRANGE_KEY),
    press("decision.told_removed", STRANGE_KEY),
    press("decision.told_read", DECISION),
    press("decision.told_next", DECISION, EXPERIENCE),
    press("decision.told_look", chosen=(EXPERIENCE,)),
    press("decision.told_show", EXPERIENCE),
    press("decision.told_option", DECISION, chosen=(OPTION,)),
    press("decision.told_refuse", EXPERIENCE),
    form("decision.told_refused", EXPERIENCE, "shown", off="names", reason=""),
    form("decision.told_refused", EXPERIENCE, "waiting", off="names", reason="It names Ben."),
    press("aid.list"),
    press("aid.chosen", chosen=(AID,)),
    press("aid.open", AID),
    press("aid.page", AID, "begin"),
    press("aid.page", AID, "side.unknown"),
    press("aid.page", NO_AID, "about"),
    press("aid.attach", DECISION),
    press("aid.attached", DECISION, chosen=(NO_AID,)),
    press("aid.open_beside", DECISION),
    press("aid.beside", DECISION, "1"),
    press("aid.detach", DECISION),
    press("aid.write"),
    press("aid.begin"),
    form("aid.begun", **ABOUT, interests="x" * 401),
    press("aid.care", NO_AID),
    press("aid.care", AID),
    press("aid.again", NO_AID),
    press("aid.again", AID),
    press("aid.mine", chosen=(NO_AID,)),
    press("aid.draft", NO_AID),
    press("aid.about", NO_AID),
    form("aid.about_sent", NO_AID, **ABOUT, interests=""),
    press("aid.option", NO_AID, chosen=("0",)),
    press("aid.option_new", NO_AID),
    press("aid.option_words", NO_AID, NO_MARK),
    form("aid.words_sent", NO_AID, "new", name="Walking", **SIDES),
    press("aid.option_rest", NO_AID, NO_MARK),
    form("aid.rest_sent", NO_AID, NO_MARK, effort="", unknown="", sources="", stays="no"),
    press("aid.option_off", NO_AID, NO_MARK),
    press("aid.value", NO_AID),
    form("aid.value_sent", NO_AID, statement="Fresh air", pro=["0"], con=[]),
    press("aid.story", NO_AID, NO_MARK),
    form("aid.story_sent", NO_AID, NO_MARK, text="It rained.", turned="mixed", agreed=["agreed"]),
    press("aid.stories_off", NO_AID, NO_MARK),
    press("aid.draft_page", NO_AID, "begin"),
    press("aid.draft_turn", NO_AID, "1"),
    press("aid.hand_in", NO_AID),
    press("aid.discard", NO_AID),
    press("aid.discarded", NO_AID),
    press("aid.waiting"),
    press("aid.second", chosen=(NO_AID,)),
    press("aid.second_turn", NO_AID, "1"),
    press("aid.let_show", NO_AID),
    form("aid.let_show_sent", NO_AID, NO_MARK, again="year"),
    press("aid.give_back", NO_AID),
    form("aid.give_back_sent", NO_AID, word="A little long."),
    press("aid.still", NO_AID),
    form("aid.still_sent", NO_AID, again="year"),
    press("aid.take_down", NO_AID),
    press("aid.taken_down", NO_AID),
    press("support.ask"),
    press("support.first"),
    press("support.other"),
    press("support.elsewhere"),
    press("support.show", chosen=("DE",)),
    press("support.show", chosen=(POLL,)),
    press("support.own"),
    press("support.own_here"),
    press("support.own_form"),
    press("support.own_form", POLL),
    form("support.own_write", "", name="The house", how="call", dial="1234", hours=""),
    form("support.own_write", POLL, name="The house", how="call", dial="1234", hours=""),
    press("support.own_line", chosen=(POLL,)),
    press("support.own_checked", POLL),
    press("support.own_renew", POLL),
    press("support.own_remove", POLL),
    press("help.open"),
    press("group.setup"),
    press("group.step", "results"),
    press("group.step", "end"),
    press("group.choose", "facilitator", chosen=(POLL,)),
    press("group.choose", "moderators_channel", chosen=(ROOM,)),
    press("group.choose", "country", chosen=("GB",)),
    press("group.choose", "publication", chosen=("protected",)),
    press("group.choose", "content_notes", "on"),
    press("group.zone"),
    form("group.zone_typed", zone="Berlin"),
    press("group.done"),
    press("group.door"),
    press("group.door_open"),
    press("group.door_post", "1"),
    press("group.door_drop"),
    press("topic.coming"),
    press("topic.idea"),
    press("topic.ideas"),
    press("topic.deeper", TOPIC),
    press("topic.post", TOPIC, "arriving-as-you-are"),
    press("topic.discard", TOPIC),
    press("topic.alone", TOPIC),
    press("topic.alone_on", TOPIC, "1"),
    press("topic.pass"),
    press("topic.why", TOPIC),
    press("topic.close", TOPIC),
    form("topic.closing", TOPIC, ask=["feedback"]),
    form("topic.plan", "new", "", "", **SCHEDULE),
    form("topic.plan", "draft", POLL, **SCHEDULE),
    form("topic.plan", "change", POLL, **SCHEDULE),
    press("topic.replan", POLL),
    press("topic.start", POLL),
    press("topic.look", chosen=(POLL,)),
    press("topic.why_next", POLL),
    press("topic.keep", POLL, "pause"),
    press("topic.change", POLL),
    press("topic.remove", POLL),
    press("topic.drop", POLL),
    press("topic.rewrite", "rain"),
    form("topic.written", "", "", **WRITTEN),
    form("topic.written", "rain", "1", **WRITTEN),
    press("topic.remove_own", "rain"),
    press("topic.quiet"),
    form("topic.quieted", first="2026-12-21", last="2026-12-27"),
    press("topic.unquiet"),
    form("topic.unquieted", days=["2026-12-21/2026-12-27"]),
    form("topic.suggest", text="A word about gardens.", name="private"),
    press("topic.read", chosen=(POLL,)),
    press("topic.answer", POLL, "yes"),
    form("topic.answered", POLL, "not_now", reply="It came too soon."),
    press("topic.have_code"),
    form("topic.code", code=STRANGE_KEY),
    # Last, as it takes the names off what was tried before.
    press("privacy.erased"),
)

# What an operator types; `test_operator` tries each word over a copy of the group's folder. A
# `backup` belongs here as soon as there is one. Until then the operator's own copies of the main
# file stand for it: SQLite's, and the plain bytes of the file and its log (`files`).
COMMAND_LINE = ("run", "rehearse", "export", "doctor")
