// The man page, the completion and the index of the documentation name every command, and the first two every option, that there is, and no
// other.
#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "cli/commands.h"

namespace lofte::tests {
namespace packaging_test {

using Names = std::set<std::string>;

std::string HelpOf(std::vector<std::string> words) {
  words.insert(words.begin(), "lofte");
  words.push_back("--help");
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  testing::internal::CaptureStdout();
  cli::Run(static_cast<int>(argv.size()), argv.data(), FixedClock(0));
  return testing::internal::GetCapturedStdout();
}

// `hold add` -> `hold`, `add`.
std::vector<std::string> Words(const std::string& command) {
  std::istringstream in(command);
  return {std::istream_iterator<std::string>(in), std::istream_iterator<std::string>()};
}

// What the first group of the pattern matches, each once.
Names Found(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  Names names;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), regex); at != std::sregex_iterator(); ++at) names.insert((*at)[1]);
  return names;
}

Names CommandsOf(const std::string& help) {
  const std::size_t at = help.find("Subcommands:");
  return at == std::string::npos ? Names() : Found(help.substr(at), "\n  ([a-z]+) ");
}

// Commands with their options: `hold add` -> `at`, `json`, ..
std::map<std::string, Names> Options() {
  std::map<std::string, Names> options;
  for (const std::string& command : CommandsOf(HelpOf({}))) {
    const Names verbs = CommandsOf(HelpOf({command}));
    for (const std::string& verb : verbs) options[command + " " + verb] = Found(HelpOf({command, verb}), "--([a-z-]+)");
    if (verbs.empty()) options[command] = Found(HelpOf({command}), "--([a-z-]+)");
  }
  return options;
}

std::string ReadPackaging(const std::string& file) { return ReadFile(LOFTE_SOURCE_DIR "/packaging/" + file).value(); }

TEST(PackagingTest, HelpIsRead) {
  const std::map<std::string, Names> options = Options();
  EXPECT_EQ(options.count("hold add"), 1u);
  EXPECT_GE(options.size(), 10u);
  EXPECT_EQ(options.at("plan").count("out"), 1u);
}

// What stands in the synopsis of the man page for one command: from its name to the next `.Nm`.
std::string SynopsisOf(const std::string& page, const std::string& command) {
  const std::size_t at = page.find("\n.Nm\n.Cm " + command + "\n");
  return at == std::string::npos ? std::string() : page.substr(at + 5, page.find("\n.Nm\n", at + 5) - at - 5) + "\n";
}

// Words in capitals that the usage line names: `[DIR]`, `TABLE`.
Names PositionalsOf(const std::string& help) {
  const std::size_t at = help.find("Usage: ");
  Names names = Found(help.substr(at, help.find('\n', at) - at), "[ \\[]([A-Z]{2,})\\b");
  names.erase("OPTIONS");
  return names;
}

// What an option takes one of, `{html,text}`, in the spelling of the man page: `html | text`.
Names ChoicesOf(const std::string& help) {
  Names choices;
  for (const std::string& words : Found(help, "\\{([a-z,]+)\\}")) choices.insert(std::regex_replace(words, std::regex(","), " | "));
  return choices;
}

TEST(PackagingTest, ManPageNamesArgumentsAndOptionsOfEachCommand) {
  const std::string page = ReadPackaging("lofte.1");
  const std::string synopsis = page.substr(0, page.find(".Sh DESCRIPTION"));
  for (const auto& [command, options] : Options()) {
    const std::string own = SynopsisOf(synopsis, command);
    Names named = Found(own, "Fl Fl ([a-z-]+)");
    named.insert("help");
    EXPECT_EQ(named, options) << command;
    const std::string help = HelpOf(Words(command));
    for (const std::string& positional : PositionalsOf(help))
      EXPECT_TRUE(std::regex_search(own, std::regex("Ar [^\\n]*\\b" + positional + "\\b"))) << command << ": " << positional;
    for (const std::string& choice : ChoicesOf(help)) EXPECT_NE(own.find(choice), std::string::npos) << command << ": " << choice;
  }
}

TEST(PackagingTest, ManPageDescribesEveryCommand) {
  const std::string page = ReadPackaging("lofte.1");
  const std::string description = page.substr(page.find(".Sh DESCRIPTION"));
  for (const std::string& command : CommandsOf(HelpOf({})))
    EXPECT_NE(description.find("\n.It Cm " + command + "\n"), std::string::npos) << command;
  EXPECT_NE(description.find(".Fl Fl help"), std::string::npos);
  EXPECT_NE(description.find(".Fl Fl version"), std::string::npos);
}

TEST(PackagingTest, DocumentationHasAPageForEveryCommand) {
  const std::string index = ReadFile(LOFTE_SOURCE_DIR "/docs/README.md").value();
  EXPECT_EQ(Found(index, "\n\\| `lofte ([a-z]+)`"), CommandsOf(HelpOf({})));
}

TEST(PackagingTest, CompletionKnowsTheOptionsOfEachCommand) {
  const std::string script = ReadPackaging("lofte.bash");
  const std::string commands = *Found(script, "\"(check [^\"]*) --help --version\"").begin();
  EXPECT_EQ(Found(commands, "([a-z]+)"), CommandsOf(HelpOf({})));
  for (const auto& [command, options] : Options()) {
    const std::string label = command.find(' ') == std::string::npos ? command + "\\*" : "\"" + command + "\"";
    const Names line = Found(script, "\n    " + label + "\\) options=\"([^\"]*)\"");
    ASSERT_EQ(line.size(), 1u) << command;
    EXPECT_EQ(Found(*line.begin(), "--([a-z-]+)"), options) << command;
  }
}

}  // namespace packaging_test
}  // namespace lofte::tests
