/** The languages of the service, as React Aria names them. */
const used = /\/intl\/(?:[\w-]+\/)?(?:en-US|fr-FR|nl-NL|de-DE)\.m?js$/
const any =
  /\/node_modules\/(?:react-aria|react-stately|react-aria-components|@react-aria\/[\w-]+)\/.*\/intl\/(?:[\w-]+\/)?[a-z]{2}-[A-Z]{2}\.m?js$/

/** Leaves the texts of other languages out: React Aria brings more than thirty, which are a third of its size. */
export const reactAriaLanguages = () => ({
  name: 'react-aria-languages',
  enforce: 'pre',
  load: (id) => (any.test(id) && !used.test(id) ? 'export default {}' : undefined),
})
