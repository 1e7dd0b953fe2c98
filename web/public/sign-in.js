/* global document, FormData, location */
/*
 * Signs in with e-mail address and password, then opens the page that was requested. A user whose role requires a second
 * factor sets it up on the way: the password stays in its field until then.
 */
const form = document.getElementById('password')
const alert = form.querySelector('[role="alert"]')
const button = form.querySelector('button')
const secondFactor = document.getElementById('second-factor')
const enrolment = document.getElementById('enrolment')
const recovery = document.getElementById('recovery')
const qrModule = new URL('qr.js', document.currentScript.src).href

const mutations = {
  signIn: 'mutation ($input: SignInInput!) { signIn(input: $input) { expiresAt } }',
  enrolSecondFactor:
    'mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret uri } }',
  confirmSecondFactor:
    'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }',
}

class SignInError extends Error {
  constructor({ message, extensions }) {
    super(message)
    const isMissing = extensions.code === 'SECOND_FACTOR_REQUIRED'
    this.needsCode = isMissing && !extensions.enrol
    this.needsEnrolment = isMissing && extensions.enrol
  }
}

/** Runs one mutation, and returns its result. */
async function run(name, input) {
  const response = await fetch(form.dataset.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': form.lang },
    body: JSON.stringify({ query: mutations[name], variables: { input } }),
  })
  const { data, errors } = await response.json()
  if (!data?.[name]) throw new SignInError(errors[0])
  return data[name]
}

/** Shows a field for a code, and focuses it. */
function askForCode(part) {
  const input = part.querySelector('input')
  part.hidden = false
  input.disabled = false
  input.required = true
  input.focus()
}

/** Shows one step of the form alone. */
function showStep(step, title) {
  for (const part of document.querySelectorAll('.sign-in, main > p')) part.hidden = true
  for (const part of [enrolment, recovery]) part.hidden = part !== step
  const heading = document.querySelector('h1')
  heading.textContent = title
  heading.tabIndex = -1
  heading.focus()
}

/** Draws a text as a QR code: dark on white in every theme, because readers expect it. */
async function drawQr(svg, text) {
  const { generate } = await import(qrModule)
  const code = generate(text)
  const cells = Array.from({ length: code.size ** 2 }, (_, i) => [i % code.size, Math.floor(i / code.size)])
  const path = cells.filter(([x, y]) => code.get(x, y)).map(([x, y]) => `M${x} ${y}h1v1h-1z`)
  // ISO/IEC 18004: four empty modules around the code.
  svg.setAttribute('viewBox', `-4 -4 ${code.size + 8} ${code.size + 8}`)
  svg.querySelector('path').setAttribute('d', path.join(''))
}

async function enrol({ email, password }) {
  const { secret, uri } = await run('enrolSecondFactor', { email, password })
  enrolment.querySelector('code').textContent = secret.replace(/(.{4})(?=.)/g, '$1 ')
  // The key below the code can be typed where the code cannot be drawn.
  await drawQr(enrolment.querySelector('svg'), uri).catch(() => undefined)
  showStep(enrolment, enrolment.dataset.title)
  askForCode(enrolment.querySelector('label'))
  button.textContent = enrolment.dataset.submit
}

async function confirm({ email, password, firstCode: code }) {
  const { recoveryCodes } = await run('confirmSecondFactor', { email, password, code, cookie: true })
  for (const code of recoveryCodes) {
    const item = recovery.querySelector('ol').appendChild(document.createElement('li'))
    item.appendChild(document.createElement('code')).textContent = code
  }
  form.reset()
  form.noValidate = true
  showStep(recovery, recovery.dataset.title)
  button.textContent = recovery.dataset.submit
}

const open = () => location.replace(form.dataset.returnTo)

async function proceed({ email, password, code, firstCode }) {
  if (!recovery.hidden) return open()
  if (!enrolment.hidden) return confirm({ email, password, firstCode })
  await run('signIn', { email, password, code, cookie: true })
  open()
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  alert.textContent = ''
  button.disabled = true
  const values = Object.fromEntries(new FormData(form))
  try {
    await proceed(values).catch((error) => {
      if (!error.needsEnrolment) throw error
      return enrol(values)
    })
  } catch (error) {
    if (error.needsCode && secondFactor.hidden) askForCode(secondFactor)
    else alert.textContent = error instanceof SignInError ? error.message : form.dataset.failed
  }
  button.disabled = false
})
