"""What a figure was measured on, and how figures of several runs are told."""

import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path


def machine() -> str:
    """Processor, cores, memory, system and Python, in one line."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    memory, system = f"{pages * size / 2**30:.0f} GiB", f"{platform.system()} {platform.release()}"
    return f"{_processor()}, {cores} cores, {memory}; {system}; {python}"


def spread(figures: Sequence[float], unit: str) -> str:
    """The median first, then what the runs lay between."""
    low, high = min(figures), max(figures)
    return f"{statistics.median(figures):.1f} {unit} (median of {len(figures)}, {low:.1f} to {high:.1f})"


def load() -> str:
    """How busy the machine was besides: figures of a busy one say little."""
    return f"load before: {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
