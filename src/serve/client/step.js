// Which place of one page is which place of its translation.

const BLOCKS = "h1, h2, h3, h4, p, li, tr, dt, figure, pre, blockquote, img, summary";
const LINE = 0.3; // the height in the window at which the two are brought together
const MOST = 900;

/** Where the window `to` has to be scrolled to, so that it shows what `from` shows; null when that cannot be said. */
export function align(from, to) {
  const [one, other] = [from, to].map((window) => blocks(window.document));
  const pairs = matched(one, other);
  const [tops, others] = [places(from, one, pairs.map(([first]) => first)), places(to, other, pairs.map(([, second]) => second))];
  const line = from.scrollY + from.innerHeight * share(from);
  const target = between(tops, others, line);
  return target === null ? null : Math.max(0, target - to.innerHeight * share(from));
}

/** At the very top the line is the top, at the very bottom the bottom, so that both reach their ends together. */
function share(window) {
  const most = window.document.documentElement.scrollHeight - window.innerHeight;
  if (most <= 0) return LINE;
  const near = window.innerHeight / 2;
  if (window.scrollY < near) return LINE * (window.scrollY / near);
  if (most - window.scrollY < near) return 1 - (1 - LINE) * ((most - window.scrollY) / near);
  return LINE;
}

/** The blocks of the main part, in order; hidden ones are of no use. */
function blocks(page) {
  const main = page.querySelector("main") ?? page.body;
  return [...main.querySelectorAll(BLOCKS)].filter((element) => element.getClientRects().length > 0).slice(0, MOST);
}

/** Heights of the matched blocks in the whole page, between its start and its end; each lies below the one before. */
function places(window, list, indices) {
  const end = window.document.documentElement.scrollHeight;
  const tops = indices.map((index) => list[index].getBoundingClientRect().top + window.scrollY);
  return [0, ...tops, end];
}

function between(tops, others, line) {
  // Blocks beside each other may go up again: only those that lie lower than all before count.
  const ladder = [];
  tops.forEach((top, index) => {
    const last = ladder.at(-1);
    if (!last || (top > last[0] && others[index] > last[1])) ladder.push([top, others[index]]);
  });
  const above = ladder.findLastIndex(([top]) => top <= line);
  const [start, begin] = ladder[above] ?? [0, 0];
  const next = ladder[above + 1];
  if (!next) return begin + (line - start);
  return begin + ((line - start) / (next[0] - start)) * (next[1] - begin);
}

let last = { key: "", pairs: [] };

/** Index pairs of blocks that stand for each other: of the same kind, in the same order, as many as possible. */
function matched(one, other) {
  const signs = [one, other].map((list) => list.map(sign));
  const key = signs.map((list) => list.join(" ")).join("\n");
  if (key === last.key) return last.pairs;
  const [before, after] = signs;
  const columns = after.length + 1;
  const best = new Uint16Array((before.length + 1) * columns);
  for (let first = before.length - 1; first >= 0; first -= 1) {
    for (let second = after.length - 1; second >= 0; second -= 1) {
      best[first * columns + second] = before[first] === after[second]
        ? 1 + best[(first + 1) * columns + second + 1]
        : Math.max(best[(first + 1) * columns + second], best[first * columns + second + 1]);
    }
  }
  const pairs = [];
  for (let first = 0, second = 0; first < before.length && second < after.length;) {
    if (before[first] === after[second]) pairs.push([first++, second++]);
    else if (best[(first + 1) * columns + second] >= best[first * columns + second + 1]) first += 1;
    else second += 1;
  }
  last = { key, pairs };
  return pairs;
}

/** What two translations of a block have in common: its element, the part of the page it is in, the picture it shows. */
function sign(element) {
  const part = element.closest("[class]")?.classList[0] ?? "";
  const picture = element.localName === "img" ? element.getAttribute("src").split("/").pop() : "";
  return `${element.localName}.${part}${picture && `.${picture}`}`;
}
