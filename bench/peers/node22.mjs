// PostGraphile asks for Node 22; of what that has more than Node 20 it uses this.
Promise.withResolvers ??= () => {
  const made = {}
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }))
  return made
}
