// What most commands begin with: the workspace, the time of the question, the stores; and how they end when one of these fails.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/workspace.h"
#include "engine/plan.h"
#include "grounds/lower.h"

namespace lofte::cli {

struct Session {
  std::unique_ptr<Workspace> files;  // on the heap: the sites borrow from it, and a Session moves
  const Workspace& workspace() const { return *files; }
  std::unique_ptr<seal::Key> key;  // of a command that seals or opens; the sites borrow it
  std::vector<engine::Site> sites;
  grounds::Question question;
  time::Instant now;
};

// The files of the workspace, or nullptr and the exit code after the mistakes were printed. A draft is refused.
struct Loaded {
  std::unique_ptr<Workspace> workspace;
  int exit_code = 0;
};
Loaded Load(const Arguments& arguments);

// Opens everything, or prints why not (issues with their places; the error) and says the exit code.
struct Opened {
  std::optional<Session> session;
  int exit_code = 0;
};
// `patience_ms`: how long a store's lock is waited for; 0: as long as the store does by itself.
Opened Open(const Arguments& arguments, const Clock& clock, engine::Access access, int patience_ms = 0);

// T: what `--at` says, in the controller's zone; else `now`.
Result<time::Instant> TimeOfQuestion(const Arguments& arguments, const time::Zone& zone, time::Instant now);

// Holds that the stores have lost, and holds of which the ledger knows nothing; a line each.
Result<std::vector<std::string>> RemarksOnHolds(Session& session);

// Whether `apply` takes this session's T: the day has come, or the workspace is a demo's.
bool MayApply(const Session& session);

// The table of that name in the data map, with or without the store's, and its site. Errors: kInvalid, with a suggestion.
struct NamedTable {
  engine::Site* site = nullptr;
  expr::TableName name;
};
Result<NamedTable> FindTable(Session& session, const std::string& name);

// Errors: kInvalid, with a suggestion. Borrowed from the policy.
Result<const policy::Promise*> FindPromise(const policy::Policy& policy, const std::string& id);

// Whose process this is.
std::string LoginName();

// Prints the error, as JSON when asked, and returns the exit code that its code calls for.
int Report(const Error& error, const Arguments& arguments);
// The same, after the errors among `issues`. `sources`: file and text of what they are in.
int ReportWithIssues(const Error& error, const Issues& issues, const std::vector<std::pair<std::string, std::string>>& sources,
                     const Arguments& arguments);

// Why a command takes no draft, and what to do. Precondition: it is one.
Error DraftRefused(const policy::Policy& policy);

// The text in English, or else in the policy's first language.
std::string WordsOf(const policy::LocalText& text, const policy::Policy& policy);

}  // namespace lofte::cli
