// Starts `cumulint lsp` and connects VS Code to it.

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

const languages = ['yaml', 'json', 'cloudformation', 'python', 'javascript', 'typescript'];

let client;

function makeClient() {
  const command = vscode.workspace.getConfiguration('cumulint').get('path') || 'cumulint';
  return new LanguageClient(
    'cumulint',
    'cumulint',
    { command, args: ['lsp'] },
    {
      documentSelector: languages.map((language) => ({ scheme: 'file', language })),
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*.{yaml,yml,json,py,js,mjs,cjs,ts}') },
    },
  );
}

async function start() {
  client = makeClient();
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`cumulint could not be started: ${error.message}. Is it on PATH, or set in cumulint.path?`);
  }
}

async function restart() {
  if (client) await client.dispose().catch(() => {});
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('cumulint.restart', restart),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('cumulint.path') && restart()),
  );
  await start();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
