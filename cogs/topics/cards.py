"""Cards of topics: the topic itself, its preview, each deeper question, and what is for one."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.domain.topics.topic import Topic, TopicPost
from bot.words import say
from cogs.parts import button, card, feedback_button, help_lines_button, main_button, row, text
from cogs.topics.texts import readable

# Discord counts all texts of a message together, up to 4,000.
PAGE = 3000


def topic_card(topic: Topic, post: TopicPost, mark: int, *, notes: bool) -> Layout:
    """Return the card of a posted topic; `notes` says whether it tells what it may touch on."""
    shown = _texts(readable(topic), notes=notes)
    if post.role_id is not None:
        shown = (text(f"<@&{post.role_id}>"), *shown)
    return card(
        *shown,
        row(*_first_row(topic, post)),
        row(*_second_row(post)),
        mark=mark,
    )


def _first_row(topic: Topic, post: TopicPost) -> list[ui.Button[Any]]:
    buttons = [
        button(say("topics.card.alone"), "topic.alone", post.post_id),
        button(say("topics.card.pass"), "topic.pass"),
    ]
    if topic.questions:
        # Quiet as the others are: whoever presses it asks everybody.
        buttons.insert(0, button(say("topics.card.deeper"), "topic.deeper", post.post_id))
    return buttons


def _second_row(post: TopicPost) -> list[ui.Button[Any]]:
    buttons = [button(say("topics.card.close"), "topic.close", post.post_id)]
    if post.schedule_id is not None:
        buttons.append(button(say("topics.card.why"), "topic.why", post.post_id))
    return [*buttons, feedback_button("topic", post.post_id), help_lines_button()]


def preview(topic: Topic, post_id: str, channel_id: int, *, notes: bool) -> Layout:
    """Return what only the facilitator sees before the topic is posted."""
    buttons = (
        main_button(say("topics.preview.post"), "topic.post", post_id, topic.slug),
        button(say("topics.preview.discard"), "topic.discard"),
    )
    return looked_at(
        topic, say("topics.preview.intro", channel=f"<#{channel_id}>"), *buttons, notes=notes
    )


def looked_at(topic: Topic, head: str, *buttons: ui.Button[Any], notes: bool) -> Layout:
    """Return a topic as it will look, with what is for whoever holds the round."""
    topic = readable(topic)
    shown = card(*_texts(topic, notes=notes))
    told: list[str] = []
    if topic.facilitator_notes:
        told.append(say("topics.preview.for_you", notes=topic.facilitator_notes))
    if topic.closing_round:
        told.append(say("topics.preview.to_close", closing=topic.closing_round))
    for_you = (text("\n\n".join(told)),) if told else ()
    return layout(text(head), *shown.children, *for_you, row(*buttons))


def question_card(topic: Topic, post: TopicPost, position: int, mark: int) -> Layout:
    """Return one deeper question, with the button for the next unless it is the last."""
    topic = readable(topic)
    last = position + 1 == len(topic.questions)
    strengths = last and topic.strengths
    head = say("topics.question.strengths" if strengths else "topics.question.deeper")
    told = f"{head}\n{topic.questions[position]}"
    buttons = [help_lines_button()]
    if not last:
        buttons.insert(0, button(say("topics.card.deeper"), "topic.deeper", post.post_id))
    return card(text(f"{told}\n{say('topics.question.skip')}"), row(*buttons), mark=mark)


def closing_card(topic: Topic, post: TopicPost, mark: int, *, ask_feedback: bool) -> Layout:
    """Return the closing round of a topic's circle."""
    told = f"{say('topics.closing.head')}\n{closing_round(topic)}\n{say('topics.closing.thanks')}"
    buttons = [help_lines_button()]
    if ask_feedback:
        told = f"{told}\n\n{say('topics.closing.feedback')}"
        label = say("topics.closing.feedback_button")
        buttons.insert(0, feedback_button("topic", post.post_id, label))
    return card(text(told), row(*buttons), mark=mark)


def closing_round(topic: Topic) -> str:
    """Return the words that close a topic's circle: its own, else those for any circle."""
    return readable(topic).closing_round or say("topics.closing.general")


def alone(topic: Topic, post: TopicPost, page: int) -> Layout:
    """Return a page of the topic for one person: questions, ways to take part, help lines."""
    topic = readable(topic)
    pages = list(_pages(topic))
    page = min(page, len(pages) - 1)
    buttons: list[ui.Button[Any]] = [help_lines_button()]
    if page:
        buttons.insert(
            0, button(say("topics.alone.back"), "topic.alone_on", post.post_id, page - 1)
        )
    if page + 1 < len(pages):
        buttons.insert(0, button(say("topics.alone.on"), "topic.alone_on", post.post_id, page + 1))
    head = say("topics.alone.head", title=topic.title)
    return layout(text(f"{head}\n\n{pages[page]}\n\n{say('topics.alone.foot')}"), row(*buttons))


def passing() -> Layout:
    """Return what somebody reads who would rather pass."""
    return layout(text(say("topics.passing")), row(help_lines_button()))


def _pages(topic: Topic) -> Iterator[str]:
    page = ""
    for part in _parts(topic):
        if page and len(page) + len(part) > PAGE:
            yield page
            page = ""
        page = f"{page}{part}" if page else part.lstrip()
    yield page


def _parts(topic: Topic) -> Iterator[str]:
    """Yield what a topic has for one person, entry by entry; none is longer than a page."""
    parts = [
        (say("topics.card.opening"), (topic.opening_round,)),
        (say("topics.card.prompts"), topic.prompts),
        (say("topics.question.deeper"), topic.going_deeper),
        (say("topics.question.strengths"), (topic.strengths,)),
        (say("topics.alone.ways"), topic.taking_part),
    ]
    for head, entries in parts:
        lines = [entry for entry in entries if entry]
        for number, line in enumerate(lines):
            shown = f"- {line}" if len(lines) > 1 else line
            yield f"\n{shown}" if number else f"\n\n{head}\n{shown}"


def _texts(topic: Topic, *, notes: bool) -> tuple[Item, ...]:
    about = [f"## {topic.title}", topic.purpose]
    if topic.content_notes and notes:
        told = ", ".join(topic.content_notes)
        about.append(f"-# {say('topics.card.content_notes', notes=told)}")
    talk = [f"{say('topics.card.prompts')}\n{_list(topic.prompts)}"]
    if topic.opening_round:
        talk.insert(0, f"{say('topics.card.opening')}\n{topic.opening_round}")
    shown = [text("\n".join(about)), ui.Separator[Any](), text("\n\n".join(talk))]
    if topic.taking_part:
        ways = f"{say('topics.card.taking_part')}\n{_list(topic.taking_part)}"
        shown += [ui.Separator[Any](), text(ways)]
    return tuple(shown)


def _list(entries: tuple[str, ...]) -> str:
    return "\n".join(f"- {entry}" for entry in entries)
