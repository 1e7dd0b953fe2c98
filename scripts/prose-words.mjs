/**
 * Words that comments, docstrings, test names, documentation and schema descriptions avoid, each with what to write instead.
 * Several forms of a word are separated by commas. They may be quoted: "house", `door`. scripts/lint-prose.mjs checks it.
 */
export const words = [
  // vague subjects: the subject of a sentence is the code, the user or the database
  ['whoever', 'the user, the caller, any client that'],
  ['whom', 'the user who, or rewrite with a subject and a verb'],
  ['nobody', 'no user, no caller, or name the condition'],
  ['somebody', 'a user, another user, another process'],
  ['anybody', 'any user, any client'],
  ['everybody', 'every user, each of them'],
  ['he, his, him, himself, she, her, hers, herself', 'they, or name the user'],
  ['of which, of whom', 'a second sentence'],
  ['the way that', 'how'],

  // speech: programs return, reject, send, log and query
  ['told', 'sent, returned, notified, reported'],
  ['tell, tells, telling', 'return, send, notify, report, show'],
  ['said', 'returned, stated, documented, written'],
  ['asked', 'requested, queried, called'],
  ['asks for, who asks', 'requests, the caller'],
  ['heed, heeds, heeded', 'apply, use, ignore (for "not heeded")'],

  // private metaphors: use the term of Nest, GraphQL, PostgreSQL, HTTP or OWASP
  ['stands, stood', 'is, is in stage, applies, is placed'],
  ['house, houses', 'organisation, agency, instance'],
  ['door, doors', 'auth function, endpoint, entry point'],
  ['warrant, warrants', 'service secret'],
  ['tongue, tongues', 'formatter, language'],
  ['standing order, standing orders', 'schedule'],
  ['how-manieth', 'number, revision number'],
  ['dear, dearer, dearest', 'expensive, most expensive'],
  ['wherefrom', 'source, origin'],
  ['lest', 'so that … does not'],
]
