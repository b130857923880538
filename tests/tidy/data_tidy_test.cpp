// The data that the C++ leaves to itself: kinds with labels and triggers, commands with man pages and completions.
#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/facts/ontology.hpp"
#include "extractors/annotate/language_pack.hpp"
#include "tests/tidy/source_tree.hpp"
#include "tools/command.hpp"

namespace rawi::test {

namespace {

const Ontology& ontology() {
  static const Result<Ontology> loaded = Ontology::load(root() / "schemas" / "ontology");
  if (!loaded) FAIL(loaded.error().message());
  return *loaded;
}

/// The long options of a command, "--help" among them, and its positional arguments.
std::set<std::string> options_of(Command& command) {
  CLI::App app("one command");
  command.set_up(app);
  std::set<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.insert("--" + name);
    if (option->get_positional()) names.insert(option->get_name(true));
  }
  return names;
}

/// A page without roff's marks of fonts and of hyphens that are to be typed.
std::string typed(std::string text) {
  for (const auto& [mark, plain] : {std::pair("\\-", "-"), std::pair("\\fB", ""), std::pair("\\fI", ""), std::pair("\\fR", "")})
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
      text.replace(at, std::string_view(mark).size(), plain);
  return text;
}

bool has_word(const std::string& text, const std::string& word) {
  const auto ends = [](char c) { return (std::isalnum(static_cast<unsigned char>(c)) == 0) && c != '-' && c != '_'; };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || ends(text[at - 1])) && (end == text.size() || ends(text[end]))) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("all twenty-seven kinds of events are there") {
  const std::set<std::string> kWanted = {
      "accusation", "agreement", "aid",      "attack",    "call",     "ceasefire", "coercion", "concession",   "cooperation",
      "decision",   "demand",    "disaster", "election",  "invasion", "mediation", "meeting",  "mobilization", "office",
      "protest",    "rejection", "sanction", "statement", "summit",   "support",   "threat",   "visit",        "withdrawal"};
  std::set<std::string> kinds;
  for (const EventKind& kind : ontology().kinds()) kinds.insert(kind.id.text());
  CHECK(kinds == kWanted);
}

TEST_CASE("every kind has a caption, and a label in each of seven languages") {
  for (const EventKind& kind : ontology().kinds()) {
    INFO(kind.id.text());
    CHECK_FALSE(kind.caption.empty());
    for (const char* language : {"ar", "en", "fr", "de", "es", "ru", "uk"}) {
      INFO(language);
      CHECK(kind.label.contains(language));
      CHECK((kind.label.contains(language) && !kind.label.at(language).empty()));
    }
  }
}

TEST_CASE("every language pack has a trigger for each kind") {
  const auto packs = load_language_packs(root() / "extractors" / "languages", ontology());
  REQUIRE(packs);
  for (const auto& [language, pack] : *packs) {
    std::set<std::string> triggered;
    for (const Trigger& trigger : pack.triggers) triggered.insert(trigger.kind.text());
    for (const EventKind& kind : ontology().kinds()) {
      INFO(language << " has no trigger for " << kind.id.text());
      CHECK(triggered.contains(kind.id.text()));
    }
  }
}

TEST_CASE("every command has a man page that names each of its options and tells how it ends") {
  for (const auto& command : make_commands()) {
    const auto file = root() / "tools" / "man" / ("rawi-" + command->name() + ".1");
    INFO(file.string());
    REQUIRE(std::filesystem::exists(file));
    const std::string page = typed(read_file(file));
    for (const char* section :
         {".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH EXIT STATUS", ".SH DIAGNOSTICS", ".SH EXAMPLES"})
      CHECK_THAT(page, Catch::Contains(section));
    for (const std::string& option : options_of(*command)) {
      INFO("option " << option);
      CHECK(has_word(page, option));
    }
  }
}

TEST_CASE("a man page names no option that its command does not have") {
  for (const auto& command : make_commands()) {
    const std::set<std::string> known = options_of(*command);
    const std::string page = typed(read_file(root() / "tools" / "man" / ("rawi-" + command->name() + ".1")));
    const std::string options = page.substr(page.find(".SH OPTIONS"), page.find(".SH EXIT STATUS") - page.find(".SH OPTIONS"));
    for (std::size_t at = options.find("\n--"); at != std::string::npos; at = options.find("\n--", at + 1)) {
      const std::size_t begin = at + 1, end = options.find_first_of(" \n", begin);
      INFO(command->name() << " " << options.substr(begin, end - begin));
      CHECK(known.contains(options.substr(begin, end - begin)));
    }
  }
}

TEST_CASE("rawi's own man page and the completions name every command") {
  const std::string page = typed(read_file(root() / "tools" / "man" / "rawi.1"));
  const std::string completions = read_file(root() / "tools" / "completions" / "rawi.bash");
  for (const auto& command : make_commands()) {
    INFO(command->name());
    CHECK(has_word(page, "rawi-" + command->name()));
    CHECK(has_word(completions, command->name()));
    for (const std::string& option : options_of(*command))
      if (option.starts_with("--")) {
        INFO(option);
        CHECK(has_word(completions, option));
      }
  }
}

TEST_CASE("every schema of schemas/io is listed in its README") {
  const std::string readme = read_file(root() / "schemas" / "io" / "README.md");
  for (const auto& entry : std::filesystem::directory_iterator(root() / "schemas" / "io")) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    CHECK((name == "README.md" || readme.find("`" + name + "`") != std::string::npos));
  }
}

}  // namespace rawi::test
