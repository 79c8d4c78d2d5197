// release: what is blocked, shown to whoever may ask for it. key: what it is sealed by.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "engine/key_text.h"
#include "engine/seal_rows.h"
#include "engine/sealed.h"
#include "seal/key.h"

namespace lofte::cli {

namespace {

// Whatever the case, and the blanks.
bool IsSameName(const std::string& a, const std::string& b) {
  const auto plain = [](const std::string& name) {
    std::string out;
    for (const char c : name)
      if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
  };
  return plain(a) == plain(b);
}

// A path as YAML takes it.
std::string InYaml(const std::string& path) {
  const auto is_plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '/' || c == '.' || c == '-' || c == '_'; };
  if (std::all_of(path.begin(), path.end(), is_plain)) return path;
  std::string out = "'";
  for (const char c : path) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

// Recorded before anything is shown: what was shown and not recorded could not be told afterwards.
Result<engine::OpenedCopies> Release(const Arguments& arguments, Session& session) {
  if (IsSameName(arguments.approved_by, LoginName()))
    return Fail(ErrorCode::kRefused, "`" + arguments.approved_by + "` runs this command: another person has to approve");
  LOFTE_ASSIGN(const NamedTable table, FindTable(session, arguments.table));
  engine::Site& site = *table.site;
  LOFTE_TRY(engine::CheckSealingKey(site));
  LOFTE_ASSIGN(engine::OpenedCopies opened, engine::OpenSealed(site, table.name, arguments.key, session.question.zone));
  LOFTE_ASSIGN(const std::unique_ptr<ledger::Ledger> ledger, OpenLedger(session.workspace()));
  const std::string name = expr::Format(table.name);
  LOFTE_TRY(ledger->AddRelease({session.now, site.store->name(), name, engine::DigestOf(*site.key, name, opened.copies.front().key),
                                static_cast<std::int64_t>(opened.copies.size()), arguments.release_to, arguments.order,
                                arguments.approved_by, LoginName()}));
  return opened;
}

}  // namespace

int RunRelease(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  const Result<engine::OpenedCopies> released = Release(arguments, *opened.session);
  if (!released) return Report(released.error(), arguments);
  Print(ReleaseCopiesJson(*released));
  if (released->unreadable == 0) return kFine;
  const bool is_one = released->unreadable == 1;
  std::fputs(fmt::format("lofte: {} more sealed {} of that row can't be opened, for somebody has changed {}: not shown, and not counted in "
                         "the ledger\n",
                         released->unreadable, is_one ? "copy" : "copies", is_one ? "it" : "them")
                 .c_str(),
             stderr);
  return kFindings;
}

int RunKey(const Arguments& arguments) {
  if (Status made = seal::Key::Create(arguments.key_file); !made) return Report(made.error(), arguments);
  const Result<seal::Key> key = seal::Key::Read(arguments.key_file);
  if (!key) return Report(key.error(), arguments);
  if (arguments.json) {
    Print(fmt::format("{{ \"key\": \"{}\" }}\n", key->id()));
  } else {
    std::fputs(
        fmt::format("Key {} is in `{}`. Keep a copy away from the databases and their backups: what is sealed by it opens with "
                    "nothing else.\nName it in lofte.yaml, as it is seen from that folder or in full:\n\n    sealing: {{ key: {} }}\n",
                    key->id(), arguments.key_file, InYaml(std::filesystem::absolute(arguments.key_file).lexically_normal().string()))
            .c_str(),
        stdout);
  }
  return kFine;
}

}  // namespace lofte::cli
