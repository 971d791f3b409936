"""Runs a command on a terminal of its own and answers its questions.

terminal.py TRANSCRIPT [ANSWER ...] -- COMMAND [ARGUMENT ...]

An ANSWER is typed, with Enter, when the output ends with a prompt ("> "); ^D and ^M are
those keys alone. "@text" waits until the output holds text. ^C, +TERM and +HUP do not wait:
the key is typed, the signal sent to the command. "!text" waits for a prompt and runs text
in a shell of its own instead of answering; "+RUN text" does not wait. +CLOSE closes the
terminal, and ends the answers.
TERMINAL_COLUMNS in the environment is how wide the terminal is; without it, it does not know.
Exits with the status of the command, 99 when it does not get on.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

PATIENCE = 60


def wait_for(master, seen, ready):
    """Reads until ready(output since the last answer), or the end of the output."""
    deadline = time.monotonic() + PATIENCE
    while not ready(bytes(seen)):
        if time.monotonic() > deadline:
            raise TimeoutError
        if not select.select([master], [], [], 0.2)[0]:
            continue
        try:
            block = os.read(master, 65536)
        except OSError:
            block = b""
        if not block:
            return False
        seen += block
    return True


def give(master, child, answer):
    if answer.startswith("+"):
        os.kill(child, getattr(signal, "SIG" + answer[1:]))
    elif answer in ("^C", "^D", "^M"):
        os.write(master, bytes([ord(answer[1]) & 31]))
    else:
        os.write(master, os.fsencode(answer) + b"\r")


def converse(master, child, answers, transcript):
    seen = bytearray()
    for answer in answers:
        if answer.startswith("@"):
            going = wait_for(master, seen, lambda text: answer[1:].encode() in text)
        elif answer.startswith(("+", "^C")):
            going = True
        else:
            going = wait_for(master, seen, lambda text: text.endswith(b"> "))
        if answer.startswith(("!", "+RUN ")):
            os.system(answer.removeprefix("+RUN ").removeprefix("!"))
            continue
        transcript.write(seen)
        seen.clear()
        if not going:
            return
        if answer == "+CLOSE":
            os.close(master)
            return
        if not answer.startswith("@"):
            give(master, child, answer)
    wait_for(master, seen, lambda text: False)
    transcript.write(seen)


def main():
    split = sys.argv.index("--")
    answers, command = sys.argv[2:split], sys.argv[split + 1:]
    child, master = pty.fork()
    if child == 0:
        # Ignored below a shell's background job, or below nohup.
        for name in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
            signal.signal(name, signal.SIG_DFL)
        columns = int(os.environ.get("TERMINAL_COLUMNS", "0"))
        if columns:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
        os.execvp(command[0], command)
    with open(sys.argv[1], "wb") as transcript:
        try:
            converse(master, child, answers, transcript)
        except TimeoutError:
            transcript.write(b"\n[gave up waiting]\n")
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return 99
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status) & 255


if __name__ == "__main__":
    sys.exit(main())
