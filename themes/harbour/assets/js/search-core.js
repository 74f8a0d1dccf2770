// Finds records by words: folds what is typed as the index was folded, asks for the parts of the index that can answer, and ranks.
// It knows neither the page nor the network; `search.js` gives it both, the tests give it a disk. `FOLDING.md` defines the tokens,
// for this file and for the program that writes the index, and `vectors.tsv` holds both to it. `FORMAT.md` defines the parts.
globalThis.portolanSearchCore = (() => {
  // ---- Folding: text into tokens ----

  const TONES = new Map([["\u0300", 1], ["\u0301", 2], ["\u0303", 3], ["\u0309", 4], ["\u0323", 5]]);
  const LETTERS = new Map([["đ", "d"], ["ø", "o"], ["ł", "l"], ["æ", "ae"], ["œ", "oe"], ["þ", "th"], ["ı", "i"], ["ß", "ss"]]);
  const SMALL = new Map([..."ァアィイゥウェエォオャヤュユョヨヮワヵカヶケ"].flatMap((c, i, all) => (i % 2 ? [] : [[c, all[i + 1]]])));
  const WORD = "[\\p{Script=Latin}\\p{Nd}\\p{M}]+";
  const CJK = "[\\p{Script=Han}ぁ-ゖァ-ヺー]+";
  const PIECE = new RegExp(`(${WORD})|(${CJK})|(\\p{Script=Hangul}+)|(\\p{L}+)|([\\s\\-‐-―·・/]+)|[^]`, "gu");

  /** What is the same in every script: widths, cases, an Icelandic letter typed for a Vietnamese one, a syllable half typed, the `s` of
      a genitive, the points in numbers, the dots in foreign names. */
  const level = (text) => text.normalize("NFKC").toLowerCase().normalize("NFKC")
    .replace(/ð/g, "đ")
    .replace(/[\u1100-\u11ff]/g, "")
    .replace(/(\p{L})['’]s(?![\p{L}\p{Nd}])/gu, "$1")
    .replace(/(\d)[.,](?=\d)/g, "$1")
    .replace(/([ァ-ヺー])[・·](?=[ァ-ヺ])/g, "$1");

  /** A word of Latin letters without its marks, and with them in an order that knows no `hòa` beside `hoà`. */
  function latin(word) {
    let plain = "", marked = "", tone = "";
    for (const c of word.normalize("NFD")) {
      if (TONES.has(c)) tone = TONES.get(c);
      else {
        marked += c;
        if (!/\p{M}/u.test(c)) plain += LETTERS.get(c) ?? c;
      }
    }
    return { plain, exact: marked.normalize("NFC") + tone };
  }

  /** The rules of an English ending, in their order; FOLDING.md says why no more. */
  function english(word) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
    let w = word;
    if (w.endsWith("sses")) w = w.slice(0, -2);
    else if (w.endsWith("ies") && w.length > 4) w = `${w.slice(0, -3)}y`;
    else if (/[^su]s$/.test(w) && !w.endsWith("is")) w = w.slice(0, -1);
    const verb = /^(.*[aeiouy].*)(ing|ed)$/.exec(w);
    if (verb && verb[1].length > 2) w = /([^aeioulsz])\1$/.test(verb[1]) ? verb[1].slice(0, -1) : verb[1];
    else if (w.endsWith("ment") && w.length > 8) w = w.slice(0, -4);
    else if (/[ts]ion$/.test(w) && w.length > 6) w = w.slice(0, -3);
    return w.length > 3 && w.endsWith("e") ? w.slice(0, -1) : w;
  }

  /** By the name that a language's words give: how words lose their endings. */
  const STEMS = { english };

  const VOWELS = "ァィェォアイエオぁぃぇぉあいえお";

  /** The characters of a run of Han and kana as they are compared, and where each stands; `soft` are those that were hiragana. */
  function east(run, han) {
    const out = [];
    const all = [...run];
    for (let at = 0; at < all.length; at += 1) {
      const c = all[at];
      const soft = c >= "ぁ" && c <= "ゖ";
      let kana = soft ? String.fromCharCode(c.charCodeAt(0) + 0x60) : c;
      if (kana === "ー" || kana === "ッ") continue;
      const from = at;
      if (kana === "ヴ") {
        const vowel = VOWELS.indexOf(all[at + 1] ?? " ");
        kana = vowel < 0 ? "ブ" : "バビベボ"[vowel % 4];
        if (vowel >= 0) at += 1;
      }
      out.push({ c: SMALL.get(kana) ?? han.get(kana) ?? kana, soft, from, to: at + 1 });
    }
    return out;
  }

  /** Marks as soft what `words`, each a list of characters, name in a run. */
  function soften(chars, words) {
    for (const word of words) {
      for (let at = 0; at + word.length <= chars.length; at += 1) {
        if (word.every((c, i) => chars[at + i].c === c)) for (const one of chars.slice(at, at + word.length)) one.soft = true;
      }
    }
  }

  const pairs = (chars, push) => {
    if (chars.length === 1) push(chars[0].c, chars[0].soft);
    for (let i = 1; i < chars.length; i += 1) {
      const tail = i === chars.length - 1 ? chars[i].c : undefined;
      push(chars[i - 1].c + chars[i].c, chars[i - 1].soft || chars[i].soft, false, { tail });
    }
  };

  /** Hangul words side by side: the pairs of each, and those over the gaps, so that spaces do not matter. */
  function korean(words, rules, push) {
    words.forEach((word, i) => {
      const chars = [...word].map((c) => ({ c, soft: rules.stop.has(word) }));
      const end = rules.endings.find((one) => one.length < word.length && word.endsWith(one));
      if (end) for (const one of chars.slice(-end.length)) one.soft = true;
      if (chars.length === 1) push(word, words.length > 1 || chars[0].soft);
      else pairs(chars, push);
      const next = words[i + 1];
      if (next) push(word.at(-1) + next[0], word.length > 1 && next.length > 1, true);
    });
  }

  /**
   * The tokens of a text, in its order: `term` is looked up, `exact` is the word with its marks where it has some, `soft` are those
   * that a question may contain without meaning them, `gap` are pairs over a space.
   */
  function tokens(text, rules) {
    const out = [];
    let hangul = [];
    let index = 0;
    const push = (term, soft = false, gap = false, more = {}) => out.push({ term, soft, gap, shown: term, word: index, at: out.length, ...more });
    const flush = () => {
      if (hangul.length) korean(hangul, rules, push);
      hangul = [];
    };
    let before;
    for (const [piece, word, cjk, syllables, other, space] of level(text).matchAll(PIECE)) {
      if (syllables) {
        hangul.push(syllables);
        before = undefined;
        continue;
      }
      if (space) continue;
      flush();
      index += 1;
      const beside = word ? before : undefined;
      before = undefined;
      if (word) {
        const { plain, exact } = latin(word);
        const term = rules.stem(plain);
        if (!term) continue;
        push(term, rules.stop.has(exact), false, { exact: exact === plain ? undefined : exact, shown: word, beside });
        if (beside) push(`${beside}_${term}`, true, true);
        before = term;
      } else if (cjk) {
        const chars = east(cjk, rules.han);
        soften(chars, rules.parts);
        pairs(chars, push);
      } else if (other && piece) push(other);
    }
    flush();
    // Who types nothing but soft words means them.
    if (out.every((token) => token.soft)) for (const token of out) token.soft = token.gap;
    return out;
  }

  /** The rules of a language, as the index brings them: tables become sets and maps. */
  const rulesOf = ({ stem, stop, endings, han: [from, to] }) => {
    const han = new Map([...from].map((c, i) => [c, [...to][i]]));
    const folded = stop.map((word) => (/^[\p{Script=Han}ぁ-ヺー]+$/u.test(word) ? east(word, han).map(({ c }) => c).join("") : latin(level(word)).exact));
    return {
      han, stem: STEMS[stem] ?? ((word) => word),
      stop: new Set([...folded, ...stop.filter((word) => /^\p{Script=Hangul}+$/u.test(word))]), parts: folded.filter((word) => /\p{Script=Han}/u.test(word)).map((word) => [...word]), endings,
    };
  };

  /** Whether a text is a question: one of the site's patterns fits. A pattern that is none is passed over. */
  function patterns(list) {
    const all = list.flatMap((pattern) => {
      try {
        return [new RegExp(pattern, "iu")];
      } catch {
        return [];
      }
    });
    return { test: (text) => all.some((pattern) => pattern.test(text)) };
  }

  // ---- Reading the parts ----

  const IMPACT = "!#$%&()*+-./@[";
  const WEIGHT = [2, 3, 4, 5, 7, 9, 12, 16, 21, 27, 34, 42, 50, 60];
  const DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ:;<=>?";

  /** Reads a list of records, each with the level of the strongest place where the term stands. */
  function postings(text, tell) {
    let weight = 0, doc = -1, number = 0;
    for (const c of text) {
      const impact = IMPACT.indexOf(c);
      if (impact >= 0) {
        weight = impact;
        doc = -1;
        continue;
      }
      const digit = DIGITS.indexOf(c);
      number = number * 32 + (digit & 31);
      if (digit > 31) continue;
      doc += number + 1;
      number = 0;
      tell(doc, weight);
    }
  }

  /** Reads the numbers of a text, each of which says itself where it ends. */
  function numbers(text) {
    const out = [];
    let number = 0;
    for (const c of text) {
      const digit = DIGITS.indexOf(c);
      number = number * 32 + (digit & 31);
      if (digit > 31) continue;
      out.push(number);
      number = 0;
    }
    return out;
  }

  /** The version of a part but `meta`, as its address has it: of each kind eight digits a part. */
  function versionOf(meta, name) {
    const at = 8 * Number(name.slice(1));
    return meta.v[name[0]].slice(at, at + 8);
  }

  /** Where a sorted list stops being below `key`. */
  function lower(list, key) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Beyond everything that begins with `prefix`; a syllable that may still get its last consonant stands for those that have one. */
  function beyond(prefix) {
    const code = prefix.charCodeAt(prefix.length - 1);
    const open = code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 28 === 0;
    return prefix.slice(0, -1) + String.fromCharCode(code + (open ? 28 : 1));
  }

  /** True where one letter too many, too few, another or two changed make one word of the other. */
  function near(a, b) {
    if (a === b) return true;
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    const rest = (x, y) => a.slice(i + x) === b.slice(i + y);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
  }

  const plain = (all) => all.filter((token) => !token.gap);

  /** The words that mean one thing, by their first token: the tokens of each, and the number of its group. */
  function phrases(groups, rules) {
    const byFirst = new Map();
    groups.forEach((group, at) => {
      for (const text of group) {
        const own = plain(tokens(text, { ...rules, stop: new Set(), parts: [] })).map(({ term }) => term);
        if (!own.length) continue;
        if (!byFirst.has(own[0])) byFirst.set(own[0], []);
        byFirst.get(own[0]).push({ own, group: `~${at.toString(36)}` });
      }
    });
    return byFirst;
  }

  /** Cuts a text into pieces, each with whether it is one of the `wanted` terms or goes on from the `open` one. */
  function mark(text, { wanted, open }, rules) {
    const own = text.normalize("NFC");
    const hit = new Uint8Array(own.length);
    const fits = (term) => wanted.has(term) || (open !== undefined && term.startsWith(open));
    for (const match of own.matchAll(PIECE)) {
      const [piece, word, cjk, syllables] = match;
      const at = match.index;
      if (word) {
        const { plain } = latin(level(word));
        if (fits(rules.stem(plain))) hit.fill(1, at, at + piece.length);
      } else if (cjk || syllables) {
        const chars = cjk ? east(cjk, rules.han) : [...syllables].map((c, from) => ({ c, from, to: from + 1 }));
        chars.forEach(({ c, from }, i) => {
          const next = chars[i + 1];
          if (next && wanted.has(c + next.c)) hit.fill(1, at + from, at + next.to);
        });
        if (chars.length === 1 && fits(chars[0].c)) hit.fill(1, at, at + piece.length);
      }
    }
    // Two marked words side by side are one mark.
    for (let i = 1; i < own.length - 1; i += 1) if (!hit[i] && hit[i - 1] && hit[i + 1] && /\s/.test(own[i])) hit[i] = 1;
    const out = [];
    for (let i = 0, from = 0; i < own.length; i += 1) {
      if (i + 1 < own.length && hit[i + 1] === hit[i]) continue;
      out.push([own.slice(from, i + 1), hit[i] === 1]);
      from = i + 1;
    }
    return out;
  }

  // ---- Choosing among what was found ----

  /** The part of the facets as sets and maps. */
  function facetsOf({ facets, ranges, dates }) {
    const docs = (text) => {
      const out = [];
      postings(text, (doc) => out.push(doc));
      return out;
    };
    return {
      facets: new Map(Object.entries(facets).map(([name, values]) => [name, new Map(values.map(([value, text]) => [value, new Set(docs(text))]))])),
      ranges: new Map([...Object.entries(ranges).map(([name, [text, values]]) => [name, new Map(docs(text).map((doc, i) => [doc, values[i]]))]),
        ["date", new Map(dates.map((date, doc) => [doc, date]).filter(([, date]) => date))]]),
    };
  }

  /** Whether a record is of one of the values chosen of every facet but `but`, and within every range. */
  function passes(doc, { facets, ranges }, chosen, but) {
    for (const [name, values] of Object.entries(chosen.facets)) {
      if (name !== but && values.length && !values.some((value) => facets.get(name)?.get(value)?.has(doc))) return false;
    }
    for (const [name, [from, to]] of Object.entries(chosen.ranges)) {
      const value = ranges.get(name)?.get(doc);
      if ((from !== undefined || to !== undefined) && (value === undefined || value < (from ?? -Infinity) || value > (to ?? Infinity))) return false;
    }
    return true;
  }

  /** What is left of `found`, and how many each value of a facet would leave if it alone were chosen there. */
  function narrow(found, part, chosen) {
    const counts = {};
    for (const [name, values] of part.facets) {
      const open = found.filter(({ doc }) => passes(doc, part, chosen, name));
      counts[name] = [...values].map(([value, docs]) => [value, open.filter(({ doc }) => docs.has(doc)).length]);
    }
    const kept = found.filter(({ doc }) => passes(doc, part, chosen));
    const dates = part.ranges.get("date");
    if (chosen.order === "date") kept.sort((a, b) => (dates.get(b.doc) ?? 0) - (dates.get(a.doc) ?? 0) || a.doc - b.doc);
    if (chosen.order === "name") kept.sort((a, b) => a.doc - b.doc);
    return { kept, counts };
  }

  // ---- Finding ----

  const NONE = new Map();
  /** What a match counts that is not the word itself: one that begins so, one that is spelt nearly so, another word for it. */
  const BEGINS = 0.7, NEARLY = 0.5, CALLED = 0.85;
  const ENOUGH = 0.4;
  const SOFT = 0.15, GAP = 0.3;
  /** So many words that are spelt nearly like one are tried. */
  const SLIPS = 8;
  /** What begins with a few letters is looked for in so many parts of the index at most. */
  const REACH = 2;
  /** From here on a word stands in a name. */
  const NAME = 16;
  const trust = (weight) => Math.min(1, 0.5 + weight / 50);
  const QUESTION = 3, NO_QUESTION = 0.85;

  /**
   * Opens the index that `meta` describes; `load(name, version)` brings a part. The answer finds: `find(query)` gives the records in order with
   * their scores, and what the reader may have meant.
   */
  function open(meta, load) {
    const rules = rulesOf(meta);
    const asked = patterns(meta.ask);
    // Browsers read a pattern when it is first tried: not while somebody waits for the first letter.
    asked.test("");
    const parts = new Map();
    const part = (name) => {
      if (!parts.has(name)) parts.set(name, load(name, versionOf(meta, name)));
      return parts.get(name);
    };
    const of = numbers(meta.of);
    const same = phrases(meta.same, rules);
    // What kind of record is asked for says less than what it is about.
    for (const [first, own] of phrases([meta.kinds], rules)) same.set(first, [...own.map((one) => ({ ...one, group: undefined })), ...(same.get(first) ?? [])]);
    const called = new Map();
    for (const { own, group } of [...same.values()].flat()) if (group) called.set(group, [...(called.get(group) ?? []), ...own]);

    const shards = (from, to) => {
      const first = Math.max(0, lower(meta.firsts, `${from}\0`) - 1);
      const out = [];
      for (let i = first; i < meta.firsts.length && (i === first || meta.firsts[i] < to); i += 1) out.push(`t${i}`);
      return out;
    };
    const cache = new Map();
    const opened = async (name) => {
      if (!cache.has(name)) {
        const lines = (await part(name)).split(",");
        cache.set(name, { terms: lines.map((line) => line.slice(0, line.indexOf(" "))), lines });
      }
      return cache.get(name);
    };
    /** Every entry from `from` up to `to`, as term and list; of the first parts only, where they are too many. */
    async function between(from, to) {
      const out = [];
      for (const { terms, lines } of await Promise.all(shards(from, to).slice(0, REACH).map(opened))) {
        for (let i = lower(terms, from); i < terms.length && terms[i] < to; i += 1) out.push([terms[i], lines[i].slice(terms[i].length + 1)]);
      }
      return out;
    }
    const read = (text) => {
      const docs = new Map();
      postings(text, (doc, grade) => docs.set(doc, WEIGHT[grade]));
      return docs;
    };
    const known = new Map();
    function lookup(term) {
      if (!known.has(term)) known.set(term, between(term, `${term}\0`).then(([found]) => (found ? read(found[1]) : NONE)));
      return known.get(term);
    }

    const rarity = (n) => Math.log(1 + (meta.docs - n + 0.5) / (n + 0.5));

    /** What a word that goes on begins with. One letter begins too much; with the word before it, it does not. */
    const begins = ({ term, beside }) => (/..|[^a-z0-9]/.test(term) ? term : beside && `${beside}_${term}`);

    /** Asks for the parts that will tell what goes on as a word does. */
    const ahead = (token) => {
      const start = begins(token);
      return start ? shards(start, beyond(start)).slice(0, REACH).map(opened) : [];
    };

    /** Where a word stands, and how well: itself, what begins with it where it may go on, what is spelt nearly like it. */
    async function word(token, goesOn, spelling) {
      const hits = new Map();
      const add = (docs, share, from) => {
        for (const [doc, weight] of docs) if ((hits.get(doc)?.weight ?? 0) < weight * share) hits.set(doc, { weight: weight * share, from });
      };
      add(await lookup(token.term), 1);
      const n = hits.size;
      let begun = false;
      const start = goesOn && begins(token);
      if (start) {
        for (const [term, text] of await between(start, beyond(start))) {
          if (term === token.term || term.includes("=") || (term.includes("_") && start === token.term)) continue;
          add(read(text), n ? BEGINS * 0.6 : BEGINS);
          begun = true;
        }
      }
      if (spelling && (!n || (spelling.all && token.term < "\u3000")) && !token.soft && !/\d/.test(token.term) && ![...hits.values()].some(({ weight }) => weight >= NAME)) {
        const slips = spelling.list.filter(([term]) => alike(token.term, term)).sort(([x], [y]) => (y[0] === token.term[0]) - (x[0] === token.term[0]));
        const tried = slips.slice(0, token.term < "\u3000" ? SLIPS : SLIPS / 2);
        await Promise.all(tried.map(([term]) => lookup(term)));
        for (const [term, shown] of tried) add(await lookup(term), n ? NEARLY * 0.7 : NEARLY, { term, shown });
      }
      await accents(token, hits);
      return { token, hits, idf: rarity(n || Math.max(1, hits.size)), known: n > 0 || begun };
    }

    const hasMarks = ({ term, exact }) => exact !== undefined || /^[a-z]+$/.test(term);

    /** Of words that differ by their marks alone, the one that was typed counts most. */
    async function accents(token, hits) {
      if (!hasMarks(token)) return;
      const { term, exact } = token;
      const own = `${term}=${exact ?? term}`;
      const typed = new Set(), others = new Set();
      for (const [form, text] of await between(`${term}=`, `${term}>`)) postings(text, (doc) => (form === own ? typed : others).add(doc));
      for (const [doc, hit] of hits) {
        if (typed.has(doc)) hit.weight *= exact === undefined ? 1.05 : 1.2;
        else if (others.has(doc) && exact !== undefined) hit.weight *= 0.15;
      }
    }

    /** True where one may be a slip of the other: a letter of a word, a letter of a Korean syllable, the second character
        of a pair (pairs with the same first stand in one part; those with the same second would take many). */
    function alike(a, b) {
      if (/^\p{Script=Hangul}{2}$/u.test(a)) return /^\p{Script=Hangul}/u.test(b) && near(a.normalize("NFD"), b.normalize("NFD"));
      if (a >= "\u3000") return a.length === 2 && b.length === 2 && a[0] === b[0];
      return a.length > 2 && b < "\u3000" && near(a, b);
    }

    /** Cuts the tokens of a question into spans: words with other words for them, and the rest one by one. */
    function spansOf(all) {
      const out = [];
      const inside = ({ term, word }, other) => other?.word === word && /^[\u3000-\u9fff]{2}$/.test(term) && { ...other, soft: true };
      for (let i = 0; i < all.length;) {
        const fits = (same.get(all[i].term) ?? []).filter(({ own }) => own.every((term, k) => all[i + k]?.term === term));
        const size = Math.max(1, ...fits.map(({ own }) => own.length));
        const groups = [...new Set(fits.filter(({ own }) => own.length === size).map(({ group }) => group))].filter(Boolean);
        const kind = fits.some(({ own, group }) => own.length === size && !group);
        if (fits.length) {
          // Two characters of which one belongs to the word before or after say nothing that these do not say.
          const last = out.at(-1);
          if (last?.own.length === 1) last.own[0] = inside(all[i], last.own[0]) || last.own[0];
          if (all[i + size]) all[i + size] = inside(all[i + size - 1], all[i + size]) || all[i + size];
        }
        out.push({ own: all.slice(i, i + size).map((token) => (kind || size > 1 ? { ...token, soft: kind } : token)), others: groups });
        i += size;
      }
      return out;
    }

    async function measure(spans, open, spelling) {
      const mass = new Float64Array(meta.docs), cover = new Float64Array(meta.docs), named = new Float64Array(meta.docs);
      const guesses = new Map();
      let total = 0, unknown = false;
      // Asked for together, the parts come together.
      await Promise.all(spans.flatMap(({ own, others }) => [
        ...own.map(({ term }) => lookup(term)),
        ...own.filter(({ at }) => open.has(at)).flatMap(ahead),
        ...own.filter(hasMarks).map(({ term }) => between(`${term}=`, `${term}>`)),
        ...others.map(lookup),
      ]));
      for (const { own, others } of spans) {
        const words = [];
        for (const token of own) words.push(await word(token, open.has(token.at), spelling && !others.length ? spelling : null));
        const hard = words.filter(({ token }) => !token.soft);
        if (hard.some(({ known }) => !known) && !others.length) unknown = true;
        const sum = hard.reduce((all, { idf, known, hits }) => all + (known || hits.size ? idf : 0), 0);
        const here = new Map();
        for (const { token, hits, idf } of words) {
          for (const [doc, { weight, from }] of hits) {
            const one = here.get(doc) ?? { mass: 0, cover: 0, named: 0 };
            one.mass += idf * weight * (token.gap ? GAP : token.soft ? SOFT : 1);
            if (!token.soft) {
              one.cover += idf * trust(weight);
              if (weight >= NAME * (from ? NEARLY * 0.7 : 1)) one.named += idf;
            }
            here.set(doc, one);
            if (from) (guesses.get(doc) ?? guesses.set(doc, []).get(doc)).push([token, from]);
          }
        }
        const called = new Map();
        for (const other of others) for (const [doc, weight] of await lookup(other)) called.set(doc, Math.max(called.get(doc) ?? 0, weight));
        const span = sum || (called.size && rarity(called.size));
        for (const [doc, mean] of called) {
          const as = { mass: span * mean * CALLED, cover: span * CALLED * trust(mean), named: mean >= NAME ? span : 0 };
          if (!(here.get(doc)?.mass >= as.mass)) here.set(doc, as);
        }
        total += span;
        for (const [doc, one] of here) {
          mass[doc] += one.mass;
          cover[doc] += one.cover;
          named[doc] += one.named;
        }
      }
      return { mass, cover, named, total, guesses, unknown };
    }

    /** What of a text is marked: the words of the question, other words for them, and what was found in their place. */
    const wantedOf = (spans, guesses) => new Set([...spans.flatMap(({ own, others }) => [...own.filter((token) => !token.soft).map(({ term }) => term), ...others.flatMap((group) => called.get(group))]), ...(guesses ?? []).map(([, { term }]) => term)]);

    async function find(query) {
      const all = tokens(query, rules);
      if (!all.length) return { found: [], question: false, marks: { wanted: new Set() } };
      const question = asked.test(query);
      // The last word may go on.
      const last = plain(all).at(-1);
      const open = new Set(/[\p{L}\p{Nd}\p{M}]$/u.test(query) ? [last.at] : []);
      if (open.size && /^[a-z]$/.test(last.term) && all.length > 1) last.soft = true;
      let spans = spansOf(plain(all));
      // What a question contains without meaning it is not worth its part of the index, unless there is nothing else.
      const said = spans.filter(({ own, others }) => others.length || own.some(({ soft }) => !soft));
      if (said.length) spans = [...said, ...spans.filter((span) => !said.includes(span) && span.own.some(({ at }) => open.has(at)))];
      else spans = spans.map((span) => ({ ...span, own: span.own.map((token) => ({ ...token, soft: false })) }));
      const gaps = all.filter((token) => token.gap && !(token.soft && token.term >= "\u3000")).map((token) => ({ own: [token], others: [] }));
      let sums = await measure([...spans, ...gaps], open, null);
      let order = rank(sums, question);
      let meant;
      const best = order[0];
      // No name has all the words: perhaps one is misspelt, if one is long enough for a slip.
      const slips = all.some(({ term, soft }) => !soft && !/\d/.test(term) && (term.length > 2 || term >= "\u3000"));
      if (slips && (sums.unknown || (!question && spans.length < 7 && !(sums.named[order[0]?.doc] >= sums.total * 0.99)))) {
        const spelling = (await part("s")).split(",").map((line) => {
          const [term, shown = term] = line.split("=");
          return [term, shown];
        });
        // Where a word is unknown, the others are taken at their word.
        const wider = await measure([...spans, ...gaps], open, { list: spelling, all: !sums.unknown });
        const again = rank(wider, question);
        const better = again[0] && (!best || again[0].score > best.score * 1.05);
        if (again[0] && (sums.unknown || (better && wider.named[again[0].doc] >= wider.total * 0.99))) {
          sums = wider;
          order = again;
          const guesses = wider.guesses.get(again[0].doc);
          // Half of a pair of characters is much to have guessed: it is said only where a name has all the rest.
          const sure = wider.named[again[0].doc] >= wider.total * 0.99 || !guesses?.some(([{ term }]) => term >= "\u3000");
          if (sure) meant = suggestion(query, guesses, await titleOf(again[0].doc));
        }
      }
      const opened = open.size && last.term.length > 1 ? last.term : undefined;
      return { found: order, question, meant, marks: { wanted: wantedOf(spans, sums.guesses.get(order[0]?.doc)), open: opened } };
    }

    async function titleOf(doc) {
      return (await part(`d${Math.floor(doc / meta.each)}`))[doc % meta.each][1];
    }

    /** What was typed, with what was found in the place of its slips, as the title of the best record writes it. */
    function suggestion(query, guesses, title) {
      const written = new Map(plain(tokens(title, rules)).map(({ term, shown }) => [term, shown]));
      let out = query.normalize("NFC");
      let changed = false;
      for (const [token, { term, shown: common }] of guesses ?? []) {
        const shown = written.get(term) ?? common;
        if (token.term > "\u3000") {
          changed ||= out.includes(token.term);
          out = out.replace(token.term, shown);
          continue;
        }
        for (const piece of out.match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []) {
          const [one] = tokens(piece, rules);
          if (one?.term !== token.term || one.term === shown) continue;
          const plainly = /^[\u0000-\u007f]*$/.test(query) ? latin(shown).plain : shown;
          out = out.replace(piece, /^\p{Lu}/u.test(piece) ? plainly[0].toUpperCase() + plainly.slice(1) : plainly);
          changed = true;
          break;
        }
      }
      return changed ? out : undefined;
    }

    function rank({ mass, cover, total }, question) {
      const out = [];
      for (let doc = 0; doc < meta.docs; doc += 1) {
        if (!mass[doc] || !total) continue;
        const share = Math.min(1, cover[doc] / total);
        let score = (mass[doc] / total) * share * share * (meta.collections[of[doc]][1] / 100);
        if (of[doc] === meta.questions) score *= question ? QUESTION : NO_QUESTION;
        out.push({ doc, score, share });
      }
      out.sort((a, b) => b.score - a.score || a.doc - b.doc);
      // What has few of the words is not what was asked for, if something has most of them.
      const best = Math.max(0, ...out.slice(0, 3).map(({ share }) => share));
      return out.filter(({ share }) => share >= best * ENOUGH);
    }

    return { find, part, rules, of };
  }

  return { open, mark, facetsOf, narrow, phrases, plain, level, latin, east, tokens, rulesOf, postings, numbers, versionOf, lower, beyond, near, IMPACT, WEIGHT, DIGITS };
})();
