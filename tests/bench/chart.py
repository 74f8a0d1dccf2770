"""The chart of a run as SVG: bars on a logarithmic scale, readable on light and dark ground."""
import html
import math

WIDTH, LEFT, RIGHT, BAR, GAP, TOP = 760, 250, 74, 17, 14, 92
STYLE = """
text{font:13px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:#1d2b36}
.title{font-size:16px;font-weight:600}.quiet{fill:#55636e;font-size:12px}.number{font-variant-numeric:tabular-nums}
.line{stroke:#c9d3da;stroke-width:1}.ground{fill:#fff}
.portolan{fill:#0b6a94}.hugo{fill:#d2722b}.eleventy{fill:#6f7f8c}
@media (prefers-color-scheme:dark){text{fill:#e4edf3}.quiet{fill:#a3b4c0}.line{stroke:#33454f}.ground{fill:#0f1c24}
.portolan{fill:#5cc0ea}.hugo{fill:#f2a167}.eleventy{fill:#9fb0bc}}
"""


def speed(result, steps, titles):
    """Cold builds of every size, then each kind of build at the size the budgets are for."""
    groups = [("%s pages, everything" % "{:,}".format(size["pages"]), [(name, of["cold"]["wall"]) for name, of in size["tools"].items()])
              for size in result["sizes"]]
    sizes = result["sizes"]
    chosen = next((size for size in sizes if size["records"] == 2000), sizes[-1])
    for step, words in steps[1:]:
        groups.append((words, [(name, of[step]["wall"]) for name, of in chosen["tools"].items()]))
    heading = "Seconds from start to end of a build (each step of the scale is ten times the last)"
    below = "Lower five groups: %s pages" % "{:,}".format(chosen["pages"])
    return bars(heading, below, groups, titles, result)


def bars(heading, below, groups, titles, result):
    values = [value for _, items in groups for _, value in items if value > 0]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
    high = max(high, low + 1)
    wide = WIDTH - LEFT - RIGHT

    def x(value):
        return LEFT + wide * (math.log10(max(value, 10 ** low)) - low) / (high - low)

    out, y = [], TOP
    for label, items in groups:
        out.append('<text x="%d" y="%.1f" text-anchor="end">%s</text>' % (LEFT - 12, y + BAR * len(items) / 2 + 4, html.escape(label)))
        for name, value in items:
            length = max(x(value) - LEFT, 2)
            out.append('<rect class="%s" x="%d" y="%d" width="%.1f" height="%d" rx="2"><title>%s: %.2f s</title></rect>' % (
                name, LEFT, y, length, BAR - 2, titles[name], value))
            out.append('<text class="number" x="%.1f" y="%d">%s</text>' % (LEFT + length + 6, y + BAR - 5, short(value)))
            y += BAR
        y += GAP
    lines = []
    for power in range(low, high + 1):
        at = x(10.0 ** power)
        lines.append('<line class="line" x1="%.1f" y1="%d" x2="%.1f" y2="%d"/>' % (at, TOP - 8, at, y - GAP + 6))
        lines.append('<text class="quiet" x="%.1f" y="%d" text-anchor="middle">%s</text>' % (at, TOP - 14, "%g s" % 10.0 ** power))
    names = [name for name in titles if any(name == one for _, items in groups for one, _ in items)]
    legend, at = [], 16
    for name in names:
        words = "%s %s" % (titles[name], result["versions"].get(titles[name], ""))
        legend.append('<rect class="%s" x="%d" y="40" width="13" height="13" rx="2"/><text x="%d" y="51">%s</text>' % (name, at, at + 19, html.escape(words)))
        at += 40 + 8 * len(words)
    y += 14
    machine = result["machine"]
    note = "%s. Medians; %s, %d cores, %s" % (below, result["date"], machine["cores"], machine["cpu"])
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">\n<style>%s</style>\n'
            '<rect class="ground" width="%d" height="%d" rx="6"/>\n<text class="title" x="16" y="26">%s</text>\n%s\n'
            '<text class="quiet" x="16" y="%d">%s</text>\n</svg>\n') % (
        WIDTH, y + 14, WIDTH, y + 14, html.escape(heading), STYLE.strip(), WIDTH, y + 14, html.escape(heading),
        "\n".join(legend + lines + out), y, html.escape(note))


def short(value):
    return "%.0f s" % value if value >= 100 else "%.1f s" % value if value >= 10 else "%.2f s" % value
