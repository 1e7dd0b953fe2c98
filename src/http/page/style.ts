/** The style of the pages of the service, in the colours of its documents. */
export const pageStylesheet = `
:root { color-scheme: light dark; --ground: #eef2f6; --card: #fff; --ink: #1c2733; --soft: #52606d; --line: #c3ccd5; --accent: #1f5b8c; --accent-strong: #17456b; --on-accent: #fff; --alert: #a3211b; --alert-ground: #fdf0ef; font: 1rem/1.55 "Source Sans 3", "Segoe UI", system-ui, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--ground); }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f161d; --card: #18222c; --ink: #e8edf2; --soft: #a3b1be; --line: #3a4856; --accent: #8cc0ec; --accent-strong: #b3d6f4; --on-accent: #0d2033; --alert: #ffb4ab; --alert-ground: #3a1f1d; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; align-items: center; padding: clamp(1.5rem, 9vh, 6rem) 1.25rem 2rem; }
body > * { width: 100%; max-width: 27rem; }
header { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.25rem; color: var(--accent); font-size: 1.45rem; font-weight: 650; letter-spacing: .01em; }
header svg { width: 2rem; height: 2rem; flex: none; }
main { background: var(--card); border: 1px solid var(--line); border-top: 3px solid var(--accent); border-radius: 4px; padding: 1.9rem 2rem 2rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .6rem; font-weight: 650; text-wrap: balance; }
p { margin: 0 0 .75rem; }
main > p, #hint { color: var(--soft); }
#hint, #first-code-hint { margin: 0; font-size: .92rem; }
.actions { display: grid; gap: .65rem; margin-top: 1.4rem; }
.button, button { display: block; width: 100%; padding: .7rem 1rem; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: var(--accent); font: inherit; font-weight: 600; line-height: 1.35; text-align: center; text-decoration: none; text-wrap: balance; cursor: pointer; }
.button:hover, button:hover { border-color: var(--accent); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.primary:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
button:disabled { opacity: .6; cursor: progress; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.or { display: flex; align-items: center; gap: .8rem; margin: 1.5rem 0 1.1rem; color: var(--soft); font-size: .92rem; }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
form { display: grid; gap: 1rem; margin-top: 1.4rem; }
.or + form { margin-top: 0; }
label { display: grid; gap: .3rem; font-weight: 600; font-size: .95rem; }
.qr { display: block; width: 100%; max-width: 15rem; margin: 0 auto 1rem; background: #fff; }
#first-code-hint { margin-top: .4rem; color: var(--soft); }
#recovery ol { margin: 0; padding-left: 1.6rem; }
code { font: 600 .95rem/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
input { width: 100%; padding: .62rem .75rem; border: 1px solid var(--soft); border-radius: 4px; background: var(--card); color: var(--ink); font: inherit; font-weight: 400; }
[role="alert"] { margin: 0; padding: .6rem .8rem; border-left: 3px solid var(--alert); background: var(--alert-ground); color: var(--alert); font-size: .95rem; }
[role="alert"]:empty { display: none; }
footer { margin-top: 1.1rem; font-size: .92rem; }
footer nav { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }
footer a { color: var(--soft); text-underline-offset: .2em; }
footer span { font-weight: 600; }
@media (max-width: 30rem) {
  body { padding: 1.25rem 1rem 2rem; }
  main { padding: 1.4rem 1.25rem 1.5rem; }
  h1 { font-size: 1.42rem; }
}
`
