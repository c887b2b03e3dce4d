"""Cards of topics: the topic itself, its preview, and each deeper question."""

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.domain.topics.topic import Topic, TopicPost
from bot.words import say
from cogs.parts import button, card, help_lines_button, main_button, row, text


def topic_card(topic: Topic, post: TopicPost, mark: int) -> Layout:
    """Return the card of a posted topic."""
    deeper = main_button(say("topics.card.deeper"), "topic.deeper", post.post_id)
    return card(*_texts(topic), row(deeper, help_lines_button()), mark=mark)


def preview(topic: Topic, post_id: str, channel_id: int) -> Layout:
    """Return what only the facilitator sees before the topic is posted."""
    shown = card(*_texts(topic))
    for_you = say(
        "topics.preview.for_you", notes=topic.facilitator_notes, closing=topic.closing_round
    )
    return layout(
        text(say("topics.preview.intro", channel=f"<#{channel_id}>")),
        *shown.children,
        text(for_you),
        row(
            main_button(say("topics.preview.post"), "topic.post", post_id, topic.slug),
            button(say("topics.preview.discard"), "topic.discard"),
        ),
    )


def question_card(topic: Topic, post: TopicPost, position: int, mark: int) -> Layout:
    """Return one deeper question, with the button for the next unless it is the last."""
    last = position + 1 == len(topic.questions)
    head = say("topics.question.strengths" if last else "topics.question.deeper")
    told = f"{head}\n{topic.questions[position]}"
    buttons = [help_lines_button()]
    if not last:
        buttons.insert(0, button(say("topics.card.deeper"), "topic.deeper", post.post_id))
    return card(text(f"{told}\n{say('topics.question.skip')}"), row(*buttons), mark=mark)


def _texts(topic: Topic) -> tuple[Item, ...]:
    about = [f"## {topic.title}", topic.purpose]
    if topic.content_notes:
        notes = ", ".join(topic.content_notes)
        about.append(f"-# {say('topics.card.content_notes', notes=notes)}")
    talk = (
        f"{say('topics.card.opening')}\n{topic.opening_round}",
        f"{say('topics.card.prompts')}\n{_list(topic.prompts)}",
    )
    ways = f"{say('topics.card.taking_part')}\n{_list(topic.taking_part)}"
    return (
        text("\n".join(about)),
        ui.Separator(),
        text("\n\n".join(talk)),
        ui.Separator(),
        text(ways),
    )


def _list(entries: tuple[str, ...]) -> str:
    return "\n".join(f"- {entry}" for entry in entries)
