-- What a person does in Neovim with a message: looks at it, asks what a line means, complains, edits.
-- Every wait ends with the event that it is for, or with a sentence about what never came.

local passed, failed = 0, 0
local patience = 20000

local function say(text)
  io.stdout:write(text .. '\n')
end

local function test(title, work)
  local ok, err = pcall(work)
  if ok then
    passed = passed + 1
    say('  ✔ ' .. title)
  else
    failed = failed + 1
    say('  ✘ ' .. title .. '\n' .. tostring(err))
  end
end

--- Waits until `probe` gives something, and gives that.
local function eventually(what, probe)
  local found
  vim.wait(patience, function()
    found = probe()
    return found and true or false
  end, 20)
  assert(found, 'never came: ' .. what)
  return found
end

local function finding(rule)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local lsp = diagnostic.user_data and diagnostic.user_data.lsp or {}
    if (diagnostic.code or lsp.code) == rule then
      return diagnostic
    end
  end
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

--- Puts the cursor on the first occurrence of a text.
local function go_to(text)
  for number, line in ipairs(lines()) do
    local column = line:find(text, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return
    end
  end
  error('no ' .. text .. ' in the message')
end

local message = vim.env.MESSAGE
local complaint = message:gsub('%.eml$', '.complaint.eml')

local function read(path)
  local file = io.open(path, 'rb')
  if not file then
    return nil
  end
  local bytes = file:read('*a')
  file:close()
  return bytes
end

local version = vim.version()
say(('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch))
vim.cmd('edit ' .. vim.fn.fnameescape(message))

test('takes the file for mail and starts the server', function()
  assert(vim.bo.filetype == 'mail', 'the file type is ' .. vim.bo.filetype)
  eventually('the server', function()
    return next(vim.lsp.buf_get_clients(0))
  end)
end)

test('shows the findings where they stand', function()
  local impossible = eventually('the finding', function()
    return finding('impossible-address')
  end)
  assert(impossible.severity == vim.diagnostic.severity.ERROR)
  local line = lines()[impossible.lnum + 1]
  assert(line:sub(impossible.col + 1, impossible.end_col) == '500.202.999.352', line)
  assert(finding('spoofed-hop'), 'no spoofed-hop')
end)

test('explains the line under the cursor', function()
  go_to('Received:')
  vim.lsp.buf.hover()
  local text = eventually('the window with the explanation', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local buffer = vim.api.nvim_win_get_buf(window)
        return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
      end
    end
  end)
  assert(text:find('Trace field 1', 1, true), text)
end)

test('writes the complaint that is chosen from the code actions, with the message as it was', function()
  local offered
  vim.ui.select = function(items, options, choose)
    offered = {}
    for index, item in ipairs(items) do
      local title = options.format_item and options.format_item(item) or tostring(item)
      table.insert(offered, title)
      if title:find('Generate complaint', 1, true) then
        return choose(item, index)
      end
    end
    choose(nil)
  end
  go_to('500.202.999.352')
  vim.lsp.buf.code_action()
  eventually('the choice of code actions', function()
    return offered
  end)
  local written = eventually('the complaint; offered were ' .. table.concat(offered, ', '), function()
    local bytes = read(complaint)
    return bytes and bytes:find(read(message), 1, true) and bytes
  end)
  assert(written:find('Spam from your system', 1, true), 'no subject')
end)

test('judges anew what is edited', function()
  vim.cmd([[%s/500\.202\.999\.352/198.51.100.4/g]])
  eventually('the end of the finding', function()
    return not finding('impossible-address')
  end)
  vim.cmd('undo')
  eventually('the finding', function()
    return finding('impossible-address')
  end)
end)

test('ends the server', function()
  vim.lsp.stop_client(vim.lsp.get_active_clients())
  eventually('its end', function()
    return #vim.lsp.get_active_clients() == 0
  end)
end)

say(('%d passed, %d failed'):format(passed, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit!')
