/** What a person sees in place of any page while the database is away. It needs nothing but itself, and looks again. */
export function unavailablePage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>Whisker: one moment</title>
<style nonce="${nonce}">
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 20vh auto; padding: 0 1.5rem }
</style>
</head>
<body>
<main>
<h1>One moment</h1>
<p>The database does not answer just now. Nothing that was stored is lost. This page looks again every five seconds.</p>
</main>
</body>
</html>
`;
}
