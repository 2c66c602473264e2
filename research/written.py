"""Conversations written for this project, read from `research/written/`."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "written"


def written(name: str) -> list[dict]:
    """Read one file: a "+" (tense) or "-" (calm), then turns parted by "||".

    A turn that begins with "A:" is the agent's, any other the customer's.
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [
        {
            "id": f"{name}-{number}",
            "source": f"written_{name}",
            "lang": name[-2:],
            "turns": [_turn(part.strip()) for part in line[2:].split("||")],
            "tense": int(line.startswith("+")),
        }
        for number, line in enumerate(lines, start=1)
        if line.startswith(("+ ", "- "))
    ]


def _turn(text: str) -> dict[str, str]:
    if text.startswith("A: "):
        return {"role": "agent", "text": text.removeprefix("A: ")}
    return {"role": "customer", "text": text}
