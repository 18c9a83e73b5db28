-- Drives Neovim's built-in client: nvim --headless -u NONE -i NONE -n -c 'luafile client.lua' template.yaml
-- Prints one line of JSON with what an editor's user would see, or "error: …".

local binary = os.getenv('CUMULINT_BINARY')
local out = {}

local function findings(buffer)
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(list, { code = d.code, line = d.lnum + 1, column = d.col, severity = d.severity, message = d.message })
  end
  table.sort(list, function(a, b) return a.line < b.line end)
  return list
end

local function wait_for(what, condition)
  if not vim.wait(15000, condition, 20) then error('timeout: ' .. what) end
end

local function run()
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = 'cumulint', cmd = { binary, 'lsp' }, root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(buffer, id)
  wait_for('first findings', function() return #vim.diagnostic.get(buffer) > 0 end)
  out.first = findings(buffer)

  -- A quick fix, found by line alone, applied by the client.
  local client = vim.lsp.get_client_by_id(id)
  local line = out.first[1].line - 1
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = { line = line, character = 0 }, ['end'] = { line = line, character = 0 } },
    context = { diagnostics = {} },
  }
  local answer = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 15000)
  local actions = answer[id].result
  out.actions = vim.tbl_map(function(a) return a.title end, actions)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  out.fixed_line = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]
  wait_for('no findings after the fix', function() return #vim.diagnostic.get(buffer) == 0 end)

  -- An edit by hand brings the finding back.
  vim.api.nvim_buf_set_lines(buffer, line, line + 1, false, { (out.fixed_line:gsub('%d+', '61', 1)) })
  wait_for('the finding after an edit', function() return #vim.diagnostic.get(buffer) == 1 end)
  out.again = findings(buffer)

  vim.lsp.stop_client(id)
  wait_for('the end', function() return client.is_stopped() end)
end

local good, why = pcall(run)
io.stdout:write(good and vim.json.encode(out) or ('error: ' .. tostring(why)), '\n')
vim.cmd(good and 'qa!' or 'cq!')
