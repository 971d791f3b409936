// What every browser test needs: to tell how it went, and pages that are watched.

export function report(good, name, details = "") {
  if (!good) process.exitCode = 1;
  console.log(`${good ? "ok" : "FAIL"} ${name}${!good && details ? ": " + details.replaceAll("\n", " ") : ""}`);
}

// A page whose every request and complaint is noted in `seen`.
export async function open(context, address) {
  const page = await context.newPage();
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") seen.errors.push(message.text()); });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("requestfailed", (request) => seen.errors.push("failed: " + request.url()));
  page.on("dialog", (dialog) => { seen.errors.push("dialog: " + dialog.message()); dialog.dismiss(); });
  await page.goto(address);
  return { page, seen };
}
