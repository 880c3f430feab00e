// One sentence for whoever runs an npm script on a Node that cannot: written in old syntax on purpose, so that an old
// Node gets as far as reading it. npm scripts run on the Node that the project brings; where none came, on the machine's.
var need = [22, 12]
var have = process.versions.node.split('.').map(Number)
if (have[0] < need[0] || (have[0] === need[0] && have[1] < need[1])) {
  console.error(
    'Chainrule needs Node 20.19 or newer with its optional packages (this is Node ' +
      process.versions.node +
      '): install a current Node from https://nodejs.org, then run "npm ci" again.',
  )
  process.exit(1)
}
