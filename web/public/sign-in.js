/* Signs in with e-mail address and password, then opens the page that was requested. */
const form = document.getElementById('password')
const alert = form.querySelector('[role="alert"]')
const button = form.querySelector('button')

const query = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { expiresAt } }`

async function signIn({ email, password }) {
  const response = await fetch(form.dataset.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': form.lang },
    body: JSON.stringify({ query, variables: { input: { email, password, cookie: true } } }),
  })
  const { data, errors } = await response.json()
  if (!data?.signIn) throw new SignInError(errors.map(({ message }) => message).join(' '))
}

class SignInError extends Error {}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  alert.textContent = ''
  button.disabled = true
  try {
    await signIn(Object.fromEntries(new FormData(form)))
    location.replace(form.dataset.returnTo)
  } catch (error) {
    alert.textContent = error instanceof SignInError ? error.message : form.dataset.failed
    button.disabled = false
  }
})
