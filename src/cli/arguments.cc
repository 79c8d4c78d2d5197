#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "cli/arguments_parts.h"
#include "cli/json.h"
#include "cli/version.h"
#include "engine/hold.h"

namespace lofte::cli {

namespace {

constexpr int kWrongUsage = 2;

void AddFolder(CLI::App* command, Arguments& arguments) {
  command->add_option("DIR", arguments.folder, "the workspace: a folder with lofte.yaml")->capture_default_str();
  command->add_flag("--json", arguments.json, "print JSON for programs");
}

// Words that ShiftWords asks for are no optional ones, whatever the parser thinks of them.
constexpr char kHasToBeThere[] = "REQUIRED";

std::string IsWebAddress(const std::string& text) {
  const std::size_t host = text.rfind("https://", 0) == 0 ? 8 : text.rfind("http://", 0) == 0 ? 7 : text.size();
  const bool has_host = host < text.size() && text[host] != '/' && text[host] != '#' && text[host] != '?';
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>'; });
  return has_host && is_plain ? "" : "write a web address: https://shop.example/privacy";
}

class HelpText : public CLI::Formatter {
 public:
  std::string make_option_usage(const CLI::Option* option) const override {
    return option->get_option_text() == kHasToBeThere ? make_option_name(option, true) : CLI::Formatter::make_option_usage(option);
  }
};

// For what is recorded.
std::string IsOneLine(const std::string& text) {
  const bool is_blank = text.find_first_not_of(' ') == std::string::npos;
  return !is_blank && engine::IsReference(text) ? "" : "it is recorded: one printable line of at most 200 bytes, and not empty";
}

// Words that have to be there, after a folder that need not be: with one word too few the first of them is no folder.
void ShiftWords(CLI::App* command, Arguments& arguments, const std::vector<std::pair<const char*, std::string*>>& words) {
  if (command->get_option(words.back().first)->count() == 0 && command->get_option("DIR")->count() > 0) {
    std::string first = arguments.folder;
    arguments.folder = ".";
    for (const auto& [name, word] : words) std::swap(first, *word);
  }
  for (const auto& [name, word] : words)
    if (word->empty()) throw CLI::RequiredError(name);
}

constexpr char kTimeOfQuestion[] = "the time of the question: 2026-11-21, 2026-11-21T12:00, 2026-11-21T11:00:00Z (default: now)";

void AddAt(CLI::App* command, Arguments& arguments, const char* words = kTimeOfQuestion) {
  command->add_option("--at", arguments.at, words)->check([](const std::string& at) {
    return at.empty() ? "it is empty: leave `--at` out to ask about now" : "";
  });
}

// As of a script whose variable is empty.
std::string IsSaid(const std::string& text) { return text.empty() ? "it is empty: say it, or leave it out" : ""; }

// A file that a script names by a variable that is empty is not the same as none.
std::string NamesAFile(const std::string& path) { return path.empty() ? "it is empty: name a file, or leave it out" : ""; }

void AddApplyGuards(CLI::App* command, Arguments& arguments) {
  command
      ->add_option("--max-share", arguments.max_share, "refuse a step that changes more than this share of a table, and more than 100 rows")
      ->check(CLI::Range(0.0, 1.0))
      ->check([](const std::string& share) { return share.find_first_of("nN") == std::string::npos ? "" : "`nan` is no share of a table"; })
      ->capture_default_str();
  command
      ->add_option(
          "--batch-rows", arguments.batch_rows,
          "at most this many rows a transaction (default: the store's own measure; a run that is taken up keeps what it began with)")
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--approved-by", arguments.approved_by, "who approves this sweep; recorded with the run")->check(IsOneLine);
}

void AddExplain(CLI::App& app, Arguments& arguments) {
  CLI::App* explain =
      app.add_subcommand("explain", "every ground of one row's values: from which words of the policy, until when, and what then");
  AddFolder(explain, arguments);
  explain->add_option("TABLE", arguments.table, "as in the data map: main.orders")->option_text(kHasToBeThere);
  explain->add_option("KEY", arguments.key, "the row's key: 881; or columns and what they hold: order_id=7,line=2")
      ->option_text(kHasToBeThere);
  AddAt(explain, arguments);
  explain->callback([&arguments, explain] {
    ShiftWords(explain, arguments, {{"TABLE", &arguments.table}, {"KEY", &arguments.key}});
    arguments.command = "explain";
  });
}

void AddRelease(CLI::App& app, Arguments& arguments) {
  CLI::App* release =
      app.add_subcommand("release", "show what is blocked of one row, to a court or an authority that may ask for it; recorded first");
  AddFolder(release, arguments);
  release->add_option("TABLE", arguments.table, "as in the data map: main.orders")->option_text(kHasToBeThere);
  release->add_option("KEY", arguments.key, "the row's key: 881; or order_id=7,line=2")->option_text(kHasToBeThere);
  release->add_option("--to", arguments.release_to, "the court, prosecutor or authority")->required()->check(IsOneLine);
  release->add_option("--order", arguments.order, "the reference of its order; no personal data")->required()->check(IsOneLine);
  release->add_option("--approved-by", arguments.approved_by, "who has read the order and approves; not the person who runs this")
      ->required()
      ->check(IsOneLine);
  release->callback([&arguments, release] {
    ShiftWords(release, arguments, {{"TABLE", &arguments.table}, {"KEY", &arguments.key}});
    arguments.command = "release";
  });
}

void AddUndo(CLI::App& app, Arguments& arguments) {
  CLI::App* undo = app.add_subcommand(
      "undo", "put back what a run deleted or erased, as far as it is still sealed for that (`undo:` in lofte.yaml); recorded first");
  AddFolder(undo, arguments);
  undo->add_option("RUN", arguments.run, "as `lofte apply` named it")->option_text(kHasToBeThere);
  undo->add_option("--store", arguments.in_store, "in this store alone");
  undo->add_option("--reference", arguments.reference, "your file number of the reason; no personal data")->required();
  undo->add_option("--approved-by", arguments.approved_by, "who approves it; recorded with who runs this")->required()->check(IsOneLine);
  undo->callback([&arguments, undo] {
    ShiftWords(undo, arguments, {{"RUN", &arguments.run}});
    arguments.command = "undo";
  });
}

void AddKey(CLI::App& app, Arguments& arguments) {
  CLI::App* key = app.add_subcommand("key", "the key by which blocked values are sealed");
  key->require_subcommand(1);
  CLI::App* fresh = key->add_subcommand("new", "make one; keep it outside the databases and their backups");
  fresh->add_option("FILE", arguments.key_file, "a file that is not there yet")->required();
  fresh->add_flag("--json", arguments.json, "print JSON for programs");
  fresh->callback([&] { arguments.command = "key-new"; });
}

void AddNotice(CLI::App& app, Arguments& arguments) {
  CLI::App* notice = app.add_subcommand("notice", "the public privacy notice, from policy.yaml and words/LANG.yaml; reads no store");
  notice->add_option("DIR", arguments.folder, "a folder with policy.yaml, a workspace, or the name of an example")->capture_default_str();
  CLI::Option* language =
      notice->add_option("--language", arguments.language, "nb, nn, sv, da, en (default: the policy's first)")->check(IsSaid);
  notice->add_option("--format", arguments.format, "html (default), markdown or text; jsonld (DPV) or tilt for programs")
      ->check(CLI::IsMember({"html", "markdown", "text", "jsonld", "tilt"}));
  CLI::Option* output = notice->add_option("--output", arguments.output_file, "write it to this file")->check(NamesAFile);
  notice->add_option("--all", arguments.all_folder, "write it in every language that there are words of to this folder: LANG.html")
      ->check(NamesAFile)
      ->excludes(language, output);
  notice->add_option("--url", arguments.url, "where it is published: the address that its JSON-LD or TILT goes by")->check(IsWebAddress);
  notice->callback([&] { arguments.command = "notice"; });
}

void AddForecast(CLI::App& app, Arguments& arguments) {
  CLI::App* forecast = app.add_subcommand("forecast", "what falls due, by month and promise, if nothing changes; changes nothing itself");
  AddFolder(forecast, arguments);
  AddAt(forecast, arguments);
  forecast->add_option("--months", arguments.months, "how many, from this one on")->check(CLI::Range(1, 60))->capture_default_str();
  forecast->add_option("--svg", arguments.svg_file, "also write a picture to this file")->check(NamesAFile);
  forecast->callback([&] { arguments.command = "forecast"; });
}

void AddHold(CLI::App& app, Arguments& arguments) {
  CLI::App* hold = app.add_subcommand("hold", "legal holds and restrictions: keep everything about one person");
  hold->require_subcommand(1);
  CLI::App* add = hold->add_subcommand("add",
                                       "hold everything about a person until the hold is released: nothing is destroyed; what would be, is "
                                       "sealed where there is a sealing key");
  AddFolder(add, arguments);
  add->add_option("--subject", arguments.subject, "the person's key in the people registry")->required();
  add->add_option("--reference", arguments.reference, "your file number, by which the hold is released; no personal data")->required();
  add->add_flag(
      "--restriction", arguments.restriction,
      "record a restriction of processing (Art. 18) instead of a legal hold. Until it would be due it stays where it is, and keeping "
      "it out of use is your application's part");
  add->add_flag("--absent", arguments.absent, "also for a person who is in no registry any more: rows may still refer to the key");
  AddAt(add, arguments, "of a demo only: the time from which it stands (default: now)");
  add->callback([&] { arguments.command = "hold-add"; });
  CLI::App* release = hold->add_subcommand("release", "release a hold");
  AddFolder(release, arguments);
  release->add_option("--reference", arguments.reference, "the file number it was made with")->required();
  AddAt(release, arguments, "of a demo only: the time until which it stood (default: now)");
  release->callback([&] { arguments.command = "hold-release"; });
  CLI::App* list = hold->add_subcommand(
      "list", "the holds there are and were, by reference: the ledger does not hold the person, so keep a subject's key in your own file");
  AddFolder(list, arguments);
  AddAt(list, arguments, "only those that stood at this time (default: all)");
  list->callback([&] { arguments.command = "hold-list"; });
}

void AddIncident(CLI::App& app, Arguments& arguments) {
  CLI::App* incident = app.add_subcommand("incident", "what happened and cannot be undone: somebody has dealt with it");
  incident->require_subcommand(1);
  CLI::App* add = incident->add_subcommand(
      "add", "acknowledge what broke a promise about events on some days, as much as is known of it now; changes no store");
  AddFolder(add, arguments);
  add->add_option("PROMISE", arguments.promise, "its id")->option_text(kHasToBeThere);
  add->add_option("--from", arguments.from, "the first day of what happened: 2026-11-01")->required()->check(IsSaid);
  add->add_option("--until", arguments.until, "the last day")->required()->check(IsSaid);
  add->add_option("--reference", arguments.reference, "your file number of the incident; no personal data")->required()->check(IsOneLine);
  add->add_option("--approved-by", arguments.approved_by, "who answers for it; recorded with who runs this")->required()->check(IsOneLine);
  add->add_option("--told", arguments.told, "the day on which the supervisory authority was notified (Art. 33); leave it out if it was not")
      ->check(IsSaid);
  AddAt(add, arguments, "of a demo only: when it is recorded (default: now)");
  add->callback([&arguments, add] {
    ShiftWords(add, arguments, {{"PROMISE", &arguments.promise}});
    arguments.command = "incident-add";
  });
  CLI::App* list = incident->add_subcommand("list", "the incidents there are and were");
  AddFolder(list, arguments);
  list->callback([&] { arguments.command = "incident-list"; });
  CLI::App* told = incident->add_subcommand("told", "record when the supervisory authority was notified (Art. 33) of an incident");
  AddFolder(told, arguments);
  told->add_option("--reference", arguments.reference, "the file number it was made with")->required();
  told->add_option("--on", arguments.told, "the day: 2026-11-03")->required();
  told->callback([&] { arguments.command = "incident-told"; });
  CLI::App* end =
      incident->add_subcommand("end", "take an incident back, for every promise that it names: what it acknowledged is broken again");
  AddFolder(end, arguments);
  end->add_option("--reference", arguments.reference, "the file number it was made with")->required();
  end->callback([&] { arguments.command = "incident-end"; });
}

void AddAttest(CLI::App& app, Arguments& arguments) {
  CLI::App* attest = app.add_subcommand("attest", "what no store shows: a person vouches for it, by a document, for a time");
  attest->require_subcommand(1);
  CLI::App* add =
      attest->add_subcommand("add", "record who vouches for a promise; the ledger keeps the document's hash, you keep the document");
  AddFolder(add, arguments);
  add->add_option("PROMISE", arguments.promise, "its id")->option_text(kHasToBeThere);
  add->add_option("--by", arguments.vouched_by, "the name of who vouches")->required()->check(IsOneLine);
  add->add_option("--document", arguments.document, "the file that shows it: a report, a contract, minutes")->required()->check(IsOneLine);
  add->add_option("--from", arguments.from, "the first day (default: today)")->check(IsSaid);
  add->add_option("--until", arguments.until, "the last day (default: as long as the policy lets it stand)")->check(IsSaid);
  AddAt(add, arguments, "of a demo only: when it is recorded (default: now)");
  add->callback([&arguments, add] {
    ShiftWords(add, arguments, {{"PROMISE", &arguments.promise}});
    arguments.command = "attest-add";
  });
  CLI::App* list = attest->add_subcommand("list", "who vouches for what, and did");
  AddFolder(list, arguments);
  list->callback([&] { arguments.command = "attest-list"; });
  CLI::App* withdraw = attest->add_subcommand("withdraw", "nobody vouches by it any more");
  AddFolder(withdraw, arguments);
  withdraw->add_option("--number", arguments.number, "as `lofte attest list` has it")->required();
  withdraw->callback([&] { arguments.command = "attest-withdraw"; });
}

void AddDiff(CLI::App& app, Arguments& arguments) {
  CLI::App* diff =
      app.add_subcommand("diff", "what changed between two policies, by what it means for a person, and the message that tells people");
  diff->add_option("OLD", arguments.old_policy, "the policy as it was: a policy.yaml, or a folder with one")->required()->check(NamesAFile);
  diff->add_option("NEW", arguments.folder, "as it is, or will be; with --count a workspace")->required()->check(NamesAFile);
  CLI::Option* message =
      diff->add_option("--message", arguments.language, "the message to people, in nb, nn, sv, da or en, and nothing else")->check(IsSaid);
  diff->add_flag("--count", arguments.count, "of each change how many rows and people it touches, by the data map and stores of NEW")
      ->excludes(message);
  diff->add_flag("--json", arguments.json, "print JSON for programs");
  diff->callback([&] { arguments.command = "diff"; });
}

void AddDemo(CLI::App& app, Arguments& arguments) {
  CLI::App* demo = app.add_subcommand("demo", "a complete example system, running, in one command");
  demo->add_option("NAME", arguments.demo, "the example: bookbeat, gigcoms, hellotickets, larabot or rebookly")->required();
  demo->add_option("--dir", arguments.folder, "where to make the workspace (default: lofte-demo-NAME)");
  demo->add_option("--subjects", arguments.subjects, "how many people (default: 300; gigcoms 1000)")->check(CLI::Range(100, 10'000'000));
  demo->add_option("--store", arguments.store, "sqlite or postgres")->check(CLI::IsMember({"sqlite", "postgres"}))->capture_default_str();
  demo->add_option("--connection", arguments.connection,
                   "postgres: a libpq connection string of a role that may create databases (default: libpq's environment)");
  demo->add_option("--seed", arguments.seed, "another world")->capture_default_str();
  AddAt(demo, arguments);
  demo->add_flag("--no-run", arguments.no_run, "make the workspace and stop");
  demo->add_flag("--json", arguments.json, "print JSON for programs");
  demo->callback([&] {
    arguments.command = "demo";
    if (arguments.folder == ".") arguments.folder = "lofte-demo-" + arguments.demo;
  });
}

std::vector<std::string> NamesOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

// What is wrong with the command's own words: `no command `foo`: check, plan, ..`. Nothing when they name one, or are options.
std::string UnknownCommand(const CLI::App& app, const std::vector<std::string>& words, const std::string& before = "") {
  if (words.empty() || words.front().substr(0, 1) == "-") return "";
  const std::vector<std::string> names = NamesOf(app);
  if (names.empty()) return "";
  if (std::find(names.begin(), names.end(), words.front()) != names.end())
    return UnknownCommand(*app.get_subcommand(words.front()), {words.begin() + 1, words.end()}, words.front() + " ");
  std::string known;
  for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
  return "no command `" + before + words.front() + "`: " + known;
}

Parsed Wrong(const std::string& message, const std::vector<std::string>& words) {
  if (std::find(words.begin(), words.end(), "--json") != words.end()) {
    std::fputs(ErrorJson({ErrorCode::kInvalid, message}).c_str(), stdout);
  } else {
    std::fputs(("lofte: " + message + "\n").c_str(), stderr);
  }
  return {std::nullopt, kWrongUsage};
}

}  // namespace

Parsed ParseArguments(int argc, const char* const* argv) {
  Arguments arguments;
  CLI::App app{"lofte: a privacy policy as a program. It says it, keeps it and proves it.", "lofte"};
  app.set_version_flag("--version", std::string("lofte ") + kVersion);
  app.formatter(std::make_shared<HelpText>());
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 fine, 1 findings, 2 wrong usage or configuration, 3 a store could not be reached, 4 stopped half-way and safe to run "
      "again.");

  CLI::App* text =
      app.add_subcommand("import", "read a privacy policy that people wrote into a draft of policy.yaml, every fact with its place");
  text->add_option("FILE", arguments.folder, "plain text, Markdown or HTML; `-`: from standard input")->required();
  text->add_option("--as", arguments.text_format, "how to read it (default: found out from name and bytes)")
      ->check(CLI::IsMember({"text", "markdown", "html"}));
  text->add_option("--out", arguments.plan_file, "write the draft to this file, which must not be there yet")->check(NamesAFile);
  text->add_flag("--json", arguments.json, "the facts instead of a draft, as JSON for programs");
  text->callback([&] { arguments.command = "import"; });

  CLI::App* check = app.add_subcommand(
      "check", "errors and contradictions in the policy and the data map, also against the live schema, and what the policy does not say");
  AddFolder(check, arguments);
  check->get_option("DIR")->description(
      "the workspace: a folder with lofte.yaml; or a policy alone: policy.yaml; or a text that people wrote: .txt, .md, .html or `-`");
  check->add_flag("--offline", arguments.offline, "leave the stores alone");
  check->add_flag("--decisions", arguments.decisions, "also list the decisions of the policy: which lines, what was chosen, and why");
  check->add_flag("--no-lint", arguments.no_lint, "without what lint finds in the words of the policy");
  check->add_option("--sarif", arguments.sarif_file, "also write all of it to this file as SARIF 2.1.0; `-`: print that alone")
      ->check(NamesAFile);
  check->callback([&] { arguments.command = "check"; });

  CLI::App* plan =
      app.add_subcommand("plan", "what must go or be anonymised: rows, since when, by which promise, with the SQL; changes nothing");
  AddFolder(plan, arguments);
  AddAt(plan, arguments);
  plan->add_option("--out", arguments.plan_file, "also write the plan to this file, for `lofte apply`")->check(NamesAFile);
  plan->add_flag("--all", arguments.all, "also steps without rows; in JSON there are none of these");
  plan->callback([&] { arguments.command = "plan"; });

  CLI::App* apply = app.add_subcommand("apply", "carry it out: in batches, safe to kill and to run again");
  AddFolder(apply, arguments);
  apply->add_option("PLAN", arguments.plan_file, "a plan that was looked at; refuses when the world has moved on since")->check(NamesAFile);
  AddAt(apply, arguments);
  AddApplyGuards(apply, arguments);
  apply->add_flag("--dry-run", arguments.dry_run, "only say what would be done");
  apply->add_flag("--abandon", arguments.abandon, "give up the unfinished run: what it has done stays, nothing more is done")
      ->excludes("--dry-run", "PLAN", "--at", "--approved-by");
  apply->callback([&] { arguments.command = "apply"; });

  CLI::App* verify = app.add_subcommand("verify", "promise by promise: kept, broken, attested, unproven");
  AddFolder(verify, arguments);
  AddAt(verify, arguments);
  CLI::Option* all = verify->add_flag("--all", arguments.all, "every promise, with its words");
  CLI::Option* rows = verify->add_option("--rows", arguments.promise, "the keys of the rows that break this promise, and nothing else")
                          ->check(IsSaid)
                          ->excludes(all);
  verify->add_option("--most", arguments.most_rows, "how many of them")->needs(rows)->check(CLI::Range(1, 100'000))->capture_default_str();
  verify->callback([&] { arguments.command = "verify"; });

  CLI::App* promises = app.add_subcommand("promises", "what is promised, and what each promise is answered from; reads no store");
  promises->add_option("DIR", arguments.folder, "a workspace, or the name of an example")->capture_default_str();
  promises->add_flag("--json", arguments.json, "print JSON for programs");
  promises->add_flag("--coverage", arguments.coverage, "how many of each kind; of all examples, where no workspace is");
  promises->callback([&] { arguments.command = "promises"; });

  AddRecord(app, arguments);
  AddNotice(app, arguments);
  AddIncident(app, arguments);
  AddAttest(app, arguments);
  AddExplain(app, arguments);
  AddRelease(app, arguments);
  AddUndo(app, arguments);
  AddKey(app, arguments);
  AddForecast(app, arguments);
  AddHold(app, arguments);
  AddDiff(app, arguments);
  AddDemo(app, arguments);
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (const std::string unknown = UnknownCommand(app, words); !unknown.empty()) return Wrong(unknown, words);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return {std::nullopt, app.exit(error)};  // help, version
    return Wrong(error.what(), words);
  }
  return {arguments, 0};
}  // namespace lofte::cli

}  // namespace lofte::cli
