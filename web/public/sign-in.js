/* global document, FormData, location */
/* Signs in with e-mail address and password, then opens the page that was requested. */
const form = document.getElementById('password')
const alert = form.querySelector('[role="alert"]')
const button = form.querySelector('button')
const secondFactor = document.getElementById('second-factor')

const query = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { expiresAt } }`

class SignInError extends Error {
  constructor({ message, extensions }) {
    super(message)
    this.needsCode = extensions.code === 'SECOND_FACTOR_REQUIRED' && !extensions.enrol
  }
}

async function signIn(input) {
  const response = await fetch(form.dataset.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': form.lang },
    body: JSON.stringify({ query, variables: { input: { ...input, cookie: true } } }),
  })
  const { data, errors } = await response.json()
  if (!data?.signIn) throw new SignInError(errors[0])
}

/** Shows the field for the code of the second factor. */
function askForCode() {
  const input = secondFactor.querySelector('input')
  secondFactor.hidden = false
  input.disabled = false
  input.required = true
  input.focus()
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  alert.textContent = ''
  button.disabled = true
  try {
    await signIn(Object.fromEntries(new FormData(form)))
    location.replace(form.dataset.returnTo)
  } catch (error) {
    if (error.needsCode && secondFactor.hidden) askForCode()
    else alert.textContent = error instanceof SignInError ? error.message : form.dataset.failed
    button.disabled = false
  }
})
