// The command line as a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace lofte::cli {

struct Arguments {
  std::string
      command;  // check, plan, apply, verify, explain, forecast, release, undo, key-new, demo, hold-add, hold-release, hold-list, ..
  std::string folder = ".";
  std::string plan_file;  // apply: the plan that was approved. plan, import: --out
  std::string at;         // empty: now
  bool json = false;
  bool all = false;         // verify: every promise, not only what needs an eye
  bool offline = false;     // check: without the stores
  bool decisions = false;   // check: each with its choice and reason
  bool no_lint = false;     // check
  std::string sarif_file;   // check: `-` is stdout; empty: none
  std::string text_format;  // import: text, markdown, html; empty: found out
  bool dry_run = false;     // apply
  bool abandon = false;     // apply: close the unfinished run and do nothing more
  std::string approved_by;
  double max_share = 0.20;
  std::int64_t batch_rows = 0;
  // notice, record, diff (language: of the message; empty: none)
  std::string language, format;  // empty: the policy's first, that of the command
  std::string output_file;       // empty: stdout
  std::string all_folder, url;   // notice; url: where it is published, empty: not known
  bool coverage = false;         // promises
  std::int64_t most_rows = 20;   // verify --rows
  // forecast
  int months = 12;
  std::string svg_file;
  // key new
  std::string key_file;
  // release
  std::string release_to, order;
  // undo
  std::string run;
  std::string in_store;  // empty: in all
  // explain, release
  std::string table;
  std::string key;
  // diff
  std::string old_policy;  // the newer one is `folder`
  bool count = false;
  // incident, attest, verify --rows
  std::string promise;
  std::string from, until, told;  // days; empty: not said
  std::string vouched_by, document;
  std::int64_t number = 0;
  // record
  std::string role, layout;  // empty: not said
  // demo
  std::string demo;
  std::string store = "sqlite";
  std::string connection;
  std::int64_t subjects = 0;  // 0: as many as the example has by default
  std::uint64_t seed = 1;
  bool no_run = false;
  // hold
  std::string subject;
  std::string reference;  // undo, too
  bool restriction = false;
  bool absent = false;  // also for somebody who is in no registry
};

// The arguments, or, when there is nothing to run (help, version, a mistake), the exit code after the message was printed.
struct Parsed {
  std::optional<Arguments> arguments;
  int exit_code = 0;
};
Parsed ParseArguments(int argc, const char* const* argv);

}  // namespace lofte::cli
