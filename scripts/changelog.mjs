// npm run changelog: writes CHANGELOG.md from the commits that have the form of scripts/commit-message.mjs. A release is a
// tag v1.2.3; what no tag contains yet is unreleased.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitTypes, parseSubject } from './commit-message.mjs'
import { root } from './run.mjs'

/** Returns the commits from the latest on: hash, day, tag of a release if it has one, and the parts of its subject. */
function readCommits() {
  const format = ['%h', '%cs', '%D', '%s'].join('%x00')
  const log = execFileSync(
    'git',
    ['log', '--no-merges', '--decorate-refs=refs/tags/v*', `--format=${format}`],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  )
  return log
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [hash, day, refs, subject] = line.split('\0')
      return { hash, day, tag: /tag: v(\S+?)(,|$)/.exec(refs)?.[1], ...parseSubject(subject) }
    })
}

/** Splits the commits at the tags; the first release has no version where its commits are not tagged yet. */
function releasesOf(commits) {
  const releases = [{ title: 'Unreleased', commits: [] }]
  for (const commit of commits) {
    if (commit.tag) releases.push({ title: `${commit.tag} (${commit.day})`, commits: [] })
    releases.at(-1).commits.push(commit)
  }
  return releases.filter((release) => release.commits.some(({ type }) => type))
}

function writeRelease({ title, commits }) {
  const sections = Object.entries(commitTypes).map(([type, name]) => {
    const lines = commits.filter((commit) => commit.type === type).map(writeLine)
    return lines.length > 0 ? [`### ${name}`, lines.join('\n')] : []
  })
  return [`## ${title}`, ...sections.flat()]
}

const writeLine = ({ area, isBreaking, summary, hash }) =>
  `- ${isBreaking ? '**Breaking:** ' : ''}${area ? `**${area}**: ` : ''}${summary} (${hash})`

const commits = readCommits()
const isAll = commits.every(({ type }) => type)
const parts = [
  '# Changelog',
  'Written by `npm run changelog` from the commits. Do not edit.',
  ...releasesOf(commits).flatMap(writeRelease),
  ...(isAll ? [] : ['Earlier history: see `git log`.']),
]
writeFileSync(join(root, 'CHANGELOG.md'), `${parts.join('\n\n')}\n`)
