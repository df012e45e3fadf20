"""Reads each mail of a folder with Python's email package and prints what it found, one JSON object a line."""
import base64
import email
import email.policy
import json
import os
import sys


def parts(message):
    """Every leaf: its type, what is wrong with it, and its content."""
    if message.is_multipart() and message.get_content_maintype() == "multipart":
        for part in message.get_payload():
            yield from parts(part)
    elif message.is_multipart():
        # Of message/*, Python takes the lines for a message; their bytes come from `enclosed`.
        inner = message.get_payload(0)
        yield leaf(message, inner.as_bytes())
    else:
        yield leaf(message, message.get_payload(decode=True) or b"")


def leaf(message, content):
    return {
        "type": message.get_content_type(),
        "defects": [type(defect).__name__ for defect in message.defects],
        "content": base64.b64encode(content).decode("ascii"),
    }


def enclosed(raw):
    """The bytes of the message inside: Python parts the mail, and is told to leave this part as it is."""
    kept = raw.replace(b"Content-Type: message/rfc822", b"Content-Type: application/octet-stream", 1)
    for part in email.message_from_bytes(kept).walk():
        if part.get_content_type() == "application/octet-stream":
            return base64.b64encode(part.get_payload(decode=True)).decode("ascii")
    return None


folder = sys.argv[1]
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name), "rb") as file:
        raw = file.read()
    message = email.message_from_bytes(raw)
    modern = email.message_from_bytes(raw, policy=email.policy.default)
    to = modern["to"]
    print(
        json.dumps(
            {
                "name": name,
                "type": message.get_content_type(),
                "reportType": message.get_param("report-type") or "",
                "fields": [key for key, _ in message.items()],
                "to": [a.addr_spec for a in to.addresses] if to else [],
                "subject": str(modern["subject"]),
                "defects": [type(defect).__name__ for defect in message.defects],
                "parts": list(parts(message)),
                "enclosed": enclosed(raw),
            }
        )
    )
