// One line per suite, every failure whole, and the count at the end.
export default async function* report(source) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  const suites = new Map();
  for await (const { type, data } of source) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details?.type === "suite") {
      // A suite fails by its tests, or by itself before it has any.
      const own = type === "test:fail" && !["subtestsFailed", "cancelledByParent"].includes(data.details.error?.failureType);
      if (own) {
        failed += 1;
        yield `  FAILED ${data.name}\n    ${data.details.error?.cause?.stack ?? data.details.error}\n`;
      }
      if (data.nesting === 0) {
        const { good = 0, bad = 0 } = suites.get("open") ?? {};
        suites.delete("open");
        yield `  ${bad || own ? "FAILED" : "ok    "} ${data.name}: ${good} passed${bad ? `, ${bad} failed` : ""} (${(data.details.duration_ms / 1000).toFixed(1)} s)\n`;
      }
      continue;
    }
    if (data.skip !== undefined && data.skip !== false) {
      skipped += 1;
      yield `  skipped: ${data.name}${typeof data.skip === "string" ? ` (${data.skip})` : ""}\n`;
      continue;
    }
    const open = suites.get("open") ?? { good: 0, bad: 0 };
    suites.set("open", open);
    if (type === "test:pass") {
      passed += 1;
      open.good += 1;
    } else {
      failed += 1;
      open.bad += 1;
      const error = data.details.error?.cause ?? data.details.error;
      yield `  FAILED ${data.name}\n    ${error?.stack ?? error?.message ?? error}\n`;
    }
  }
  yield `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`;
}
