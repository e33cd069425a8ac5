use api::{App, ReadEncoder, RemoveEncoder};

use crate::{
    End, Ended,
    arguments::EncoderCommand,
    print::{Printer, count},
    stop,
};

pub fn encoder(app: &App, command: EncoderCommand, printer: &mut Printer) -> Ended {
    let runs = matches!(command, EncoderCommand::Install { .. } | EncoderCommand::Run);
    match command {
        EncoderCommand::Install { file } => drop(app.install_encoder(&file)?),
        EncoderCommand::Remove => drop(app.remove_encoder(RemoveEncoder {})?),
        EncoderCommand::Show | EncoderCommand::Run => {}
    }
    let mut end = End::Well;
    if runs && app.read_encoder(ReadEncoder {})?.installed {
        let task = stop::stoppable();
        app.encode_waiting(&task)?;
        stop::clear_progress();
        if task.check().is_err() {
            end = End::Stopped;
        }
    }
    let state = app.read_encoder(ReadEncoder {})?;
    if printer.json {
        printer.value(&state)?;
    } else if state.installed {
        printer.line(&format!("installed; {} waiting for it", count(state.waiting, "article", "articles")))?;
    } else {
        printer.line("not installed")?;
    }
    Ok(end)
}
