#include "include/manual/manual.hpp"

#include "include/manual/guide.hpp"
#include "speur/error.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <utility>

namespace speur {
namespace {

/// Text for roff: nothing in it is a request or an escape.
std::string roff(std::string_view text) {
  std::string escaped;
  bool at_begin = true;
  for (const char letter : text) {
    if (at_begin && (letter == '.' || letter == '\'')) escaped += "\\&";
    at_begin = letter == '\n';
    switch (letter) {
      case '\\': escaped += "\\e"; break;
      case '-': escaped += "\\-"; break;
      case '^': escaped += "\\(ha"; break;
      case '~': escaped += "\\(ti"; break;
      case '`': escaped += "\\(ga"; break;
      case '\'': escaped += "\\(aq"; break;
      default: escaped += letter;
    }
  }
  return escaped;
}

std::string upper(std::string_view text) {
  std::string large(text);
  for (char& letter : large) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return large;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

bool is_flag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

/// The options that --help lists; positional ones have no name that begins with a dash.
std::vector<const CLI::Option*> listed_options(const CLI::App& app, bool positional) {
  std::vector<const CLI::Option*> options;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_group().empty() && option->nonpositional() != positional) {
      options.push_back(option);
    }
  }
  return options;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_name().empty(); });
}

/// What a value is called, without the bounds that --help tells behind a colon.
std::string value_name(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

std::string option_names(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames()) {
    names += (names.empty() ? "--" : ", --") + name;
  }
  return names;
}

void add_synopsis(std::string& page, const std::string& name, const CLI::App& app) {
  page += ".B " + roff(name) + "\n[\\fIOPTIONS\\fR]";
  for (const CLI::Option* option : listed_options(app, true)) {
    const std::string word = roff(option->get_name());
    page += option->get_required() ? " \\fI" + word + "\\fR" : " [\\fI" + word + "\\fR]";
    if (option->get_items_expected_max() > 1) page += "...";
  }
  page += '\n';
}

void add_options(std::string& page, const CLI::App& app) {
  for (const bool positional : {true, false}) {
    for (const CLI::Option* option : listed_options(app, positional)) {
      page += ".TP\n";
      if (positional) {
        page += "\\fI" + roff(option->get_name()) + "\\fR\n";
      } else {
        page += "\\fB" + roff(option_names(*option)) + "\\fR";
        if (!is_flag(*option)) page += " \\fI" + roff(value_name(*option)) + "\\fR";
        page += '\n';
      }
      page += roff(option->get_description());
      if (!option->get_default_str().empty()) page += " (" + roff(option->get_default_str()) + ")";
      page += '\n';
    }
  }
}

void add_as_it_stands(std::string& page, std::string_view text) {
  if (text.empty()) return;
  page += ".PP\n.nf\n" + roff(text) + (text.back() == '\n' ? "" : "\n") + ".fi\n";
}

void add_chapter(std::string& page, const ManualChapter& chapter) {
  page += ".SH \"" + roff(upper(chapter.title)) + "\"\n";
  for (const GuideBlock& block : guide_blocks(chapter.markdown)) {
    switch (block.kind) {
      case GuideBlock::Kind::heading: page += ".SS \"" + roff(block.text) + "\"\n"; break;
      case GuideBlock::Kind::paragraph: page += ".PP\n" + roff(block.text) + "\n"; break;
      case GuideBlock::Kind::item: page += ".IP \\(bu 2\n" + roff(block.text) + "\n"; break;
      case GuideBlock::Kind::row:
        page += ".TP\n" + roff(block.term) + "\n" + roff(block.text) + "\n";
        break;
      case GuideBlock::Kind::code: add_as_it_stands(page, block.text); break;
    }
  }
}

std::string bash_completions(const CLI::App& app) {
  const auto words = [](const CLI::App& command) {
    std::string names;
    for (const CLI::Option* option : listed_options(command, false)) {
      for (const std::string& name : option->get_lnames()) names += " --" + name;
    }
    return names.empty() ? names : names.substr(1);
  };
  std::string name = app.get_name();
  std::string function = "_" + name;
  replace_all(function, "-", "_");
  std::string commands;
  std::string cases;
  for (const CLI::App* command : commands_of(app)) {
    commands += (commands.empty() ? "" : " ") + command->get_name();
    cases += "    " + command->get_name() + ") words='" + words(*command) + "' ;;\n";
  }
  return "# bash completion of " + name + "\n" + function + "() {\n"
         "  local words current=${COMP_WORDS[COMP_CWORD]}\n"
         "  COMPREPLY=()\n"
         "  case ${COMP_WORDS[1]} in\n" + cases +
         "    *) words='" + words(app) + "' ;;\n"
         "  esac\n"
         "  if [[ $current == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "  elif [[ $COMP_CWORD == 1 ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W '" + commands + "' -- \"$current\")\n"
         "  fi\n"
         "}\n"
         "complete -o default -F " + function + " " + name + "\n";
}

/// A description inside single quotes and, for zsh, inside brackets.
std::string quoted(std::string_view description, bool for_zsh) {
  std::string text(description.substr(0, description.find('\n')));
  if (for_zsh) {
    for (const std::string_view special : {"\\", "[", "]", ":"}) {
      replace_all(text, special, "\\" + std::string(special));
    }
    replace_all(text, "'", "'\\''");
  } else {
    replace_all(text, "\\", "\\\\");
    replace_all(text, "'", "\\'");
  }
  return text;
}

std::string zsh_options(const CLI::App& app, std::string_view indent) {
  std::string text;
  for (const CLI::Option* option : listed_options(app, false)) {
    for (const std::string& name : option->get_lnames()) {
      text += std::string(indent) + "'--" + name + "[" + quoted(option->get_description(), true) + "]";
      if (!is_flag(*option)) text += ":" + quoted(value_name(*option), true) + ":_files";
      text += "' \\\n";
    }
  }
  return text;
}

std::string zsh_completions(const CLI::App& app) {
  const std::string name = app.get_name();
  std::string text = "#compdef " + name + "\n";
  const std::vector<const CLI::App*> commands = commands_of(app);
  if (commands.empty()) {
    return text + "_arguments \\\n" + zsh_options(app, "  ") + "  '*:file:_files'\n";
  }
  text += "local -a commands=(\n";
  for (const CLI::App* command : commands) {
    text += "  '" + command->get_name() + ":" + quoted(command->get_description(), true) + "'\n";
  }
  text += ")\nif (( CURRENT == 2 )); then\n  _describe command commands\n  return\nfi\n"
          "case $words[2] in\n";
  for (const CLI::App* command : commands) {
    text += "  " + command->get_name() + ")\n    _arguments \\\n" + zsh_options(*command, "      ") +
            "      '*:file:_files'\n    ;;\n";
  }
  return text + "esac\n";
}

void add_fish_options(std::string& text, const CLI::App& app, const std::string& name,
                      const std::string& condition) {
  for (const CLI::Option* option : listed_options(app, false)) {
    for (const std::string& each : option->get_lnames()) {
      text += "complete -c " + name + condition + " -l " + each + (is_flag(*option) ? "" : " -r") +
              " -d '" + quoted(option->get_description(), false) + "'\n";
    }
  }
}

std::string fish_completions(const CLI::App& app) {
  const std::string name = app.get_name();
  std::string text;
  const std::vector<const CLI::App*> commands = commands_of(app);
  add_fish_options(text, app, name, commands.empty() ? "" : " -n __fish_use_subcommand");
  for (const CLI::App* command : commands) {
    text += "complete -c " + name + " -n __fish_use_subcommand -f -a " + command->get_name() +
            " -d '" + quoted(command->get_description(), false) + "'\n";
    add_fish_options(text, *command, name,
                     " -n '__fish_seen_subcommand_from " + command->get_name() + "'");
  }
  return text;
}

}  // namespace

std::string manual_page(const CLI::App& app, std::string_view version,
                        const std::vector<ManualChapter>& chapters) {
  const std::string name = app.get_name();
  std::string page = ".TH \"" + roff(upper(name)) + "\" 1 \"\" \"" + roff(version) +
                     "\" \"User Commands\"\n.SH NAME\n" + roff(name) + " \\- " +
                     roff(app.get_description()) + "\n.SH SYNOPSIS\n";
  const std::vector<const CLI::App*> commands = commands_of(app);
  if (commands.empty()) {
    add_synopsis(page, name, app);
  } else {
    for (const CLI::App* command : commands) {
      add_synopsis(page, name + " " + command->get_name(), *command);
      page += ".br\n";
    }
  }
  page += ".SH OPTIONS\n";
  add_options(page, app);
  if (!commands.empty()) page += ".SH COMMANDS\n";
  for (const CLI::App* command : commands) {
    page += ".SS \"" + roff(name + " " + command->get_name()) + "\"\n" +
            roff(command->get_description()) + "\n";
    add_options(page, *command);
    add_as_it_stands(page, command->get_footer());
  }
  if (!app.get_footer().empty()) {
    page += ".SH \"EXAMPLES AND EXIT STATUS\"\n";
    add_as_it_stands(page, app.get_footer());
  }
  for (const ManualChapter& chapter : chapters) add_chapter(page, chapter);
  return page;
}

std::string completions(const CLI::App& app, std::string_view shell) {
  if (shell == "bash") return bash_completions(app);
  if (shell == "zsh") return zsh_completions(app);
  if (shell == "fish") return fish_completions(app);
  throw Error(ExitCode::usage, "--completions: there are bash, zsh and fish, and no \"" +
                                   std::string(shell) + "\"");
}

void add_manual_options(CLI::App& app, std::string_view version,
                        std::vector<ManualChapter> chapters) {
  app.add_flag_callback(
         "--manual-page",
         [&app, version = std::string(version), chapters = std::move(chapters)] {
           std::cout << manual_page(app, version, chapters);
           throw CLI::Success();
         })
      ->group("");
  app.add_option_function<std::string>("--completions", [&app](const std::string& shell) {
       std::cout << completions(app, shell);
       throw CLI::Success();
     })
      ->group("");
}

}  // namespace speur
