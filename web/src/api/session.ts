/** Opens the page to sign in, which comes back to the current address. */
export function signInAgain(): void {
  const page = new URL('auth/sign-in', document.baseURI)
  page.searchParams.set('returnTo', location.pathname + location.search)
  location.assign(page)
}
